"""The model held against published figures, each by one small experiment with the engine as it is.

`published` and `statement` are plain data and open without the compiler; the experiments, and
`run_experiments` in `every`, import the kernels.
"""

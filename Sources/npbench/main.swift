print("npbench")

print("LoadBenchmarks")

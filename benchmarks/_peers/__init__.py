"""The contenders of `benchmarks.peers`, each in a process of its own: some in an environment that has nothing of ours."""

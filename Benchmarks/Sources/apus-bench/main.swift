import Apus
import ArgumentParser
print("x")

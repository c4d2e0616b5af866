# bytes(-1) raises before the operation begins, and is no fault of it.
# found: target script, as a break of documented-exceptions
bio x
x.write fill(0, -1)

package store_test

// childVariable makes this test binary a child that a test kills.
const childVariable = "IDMBOT_STORE_TEST_CHILD"

func runChild(string) int { return 0 }

/** The city of every test database. */
export const TEST_CITY = "sample";

package scrutiny

// Method names this way of checking. It changes whenever a verdict may.
const Method = "scrutineer/scrutiny 1"

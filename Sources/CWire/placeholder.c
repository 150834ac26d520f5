// Placeholder until the first message is generated.

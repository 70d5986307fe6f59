package org.mingchou.org;

/** Somebody else has set the password of an account. Handled in the same transaction. */
public record PasswordReset(long accountId) {}

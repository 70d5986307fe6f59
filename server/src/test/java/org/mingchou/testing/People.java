package org.mingchou.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Signed-in people, one browser each for all tests of a server: signing in costs a password hash. */
public final class People {

    private static final Map<String, Api> KNOWN = new ConcurrentHashMap<>();

    private People() {}

    public static Api as(int port, String username) {
        return KNOWN.computeIfAbsent(port + " " + username, key -> Api.as(port, username));
    }

    /** Signs in anew next time, as after a password was changed. */
    public static void forget(int port, String username) {
        KNOWN.remove(port + " " + username);
    }
}

package org.mingchou.subject;

import org.jspecify.annotations.Nullable;

/**
 * What was true of an object at one moment; others keep it beside the object's id. Carries no risk tier on purpose.
 *
 * @param drawId immutable identity in every draw, {@code [0-9A-Z._-]{1,54}}
 */
public record SubjectSnapshot(
        long id,
        String drawId,
        String regionCode,
        String name,
        @Nullable String creditCode,
        @Nullable String address,
        @Nullable String industry,
        @Nullable String legalRepresentative) {}

package org.mingchou.draw.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Embedded.OnEmpty;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One draw of a plan. What happened at each step is written once and never changed; files are in the blob store under
 * the digests held here.
 *
 * @param prev number of the void draw that this one repeats
 * @param beacon {@code live:<slug>}
 */
@Table(schema = "draw", name = "draw")
record Draw(
        @Id @Nullable Long id,
        @Version int version,
        String regionCode,
        long planId,
        String drawNo,
        @Nullable String prev,
        DrawState state,
        long leadDepartmentId,
        int revealMinutes,
        String beacon,
        @Embedded(onEmpty = OnEmpty.USE_EMPTY) Frame frame,
        Instant frozenAt,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Opening opening,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Beacon thrown,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Outcome outcome,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Closing closing,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Second second,
        @Embedded(onEmpty = OnEmpty.USE_NULL) @Nullable Voiding voiding) {

    /** @param saltKey 64 hex, known to the parties only */
    record Frame(
            String frameDigest,
            String frameRoot,
            @Nullable String frameSalted,
            long frameCount,
            long eligibleCount,
            String saltKey) {}

    record Opening(String paramsDigest, Instant openedAt, Instant revealDeadline) {}

    record Beacon(String beaconText, Instant beaconAt) {}

    record Outcome(String seed, String revealDigest, String resultDigest, long shortfall, Instant computedAt) {}

    record Closing(String confirmationsDigest, Instant confirmedAt) {}

    record Second(String secondSeed, String reveal2Digest, Instant settledAt) {}

    record Voiding(VoidReason voidReason, Instant voidedAt) {}

    static Draw freeze(
            String regionCode,
            long planId,
            long leadDepartmentId,
            String drawNo,
            @Nullable String prev,
            int revealMinutes,
            String beacon,
            Frame frame,
            Instant at) {
        return new Draw(
                null,
                0,
                regionCode,
                planId,
                drawNo,
                prev,
                DrawLife.TABLE.initial(),
                leadDepartmentId,
                revealMinutes,
                beacon,
                frame,
                at,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    Draw open(String paramsDigest, Instant at) {
        var opened = new Opening(paramsDigest, at, at.plusSeconds(60L * revealMinutes));
        return with(DrawAct.OPEN, opened, thrown, outcome, closing, second, voiding);
    }

    Draw completeReveal() {
        return with(DrawAct.COMPLETE_REVEAL, opening, thrown, outcome, closing, second, voiding);
    }

    Draw setBeacon(String text, Instant at) {
        return with(DrawAct.SET_BEACON, opening, new Beacon(text, at), outcome, closing, second, voiding);
    }

    Draw compute(Outcome computed) {
        return with(DrawAct.COMPUTE, opening, thrown, computed, closing, second, voiding);
    }

    Draw close(Closing closed) {
        return with(DrawAct.CLOSE_CONFIRMATIONS, opening, thrown, outcome, closed, second, voiding);
    }

    Draw settle(Second settled) {
        return with(DrawAct.SETTLE, opening, thrown, outcome, closing, settled, voiding);
    }

    Draw voided(VoidReason reason, Instant at) {
        return with(DrawAct.VOID, opening, thrown, outcome, closing, second, new Voiding(reason, at));
    }

    private Draw with(
            DrawAct act,
            @Nullable Opening nextOpening,
            @Nullable Beacon nextThrown,
            @Nullable Outcome nextOutcome,
            @Nullable Closing nextClosing,
            @Nullable Second nextSecond,
            @Nullable Voiding nextVoiding) {
        return new Draw(
                id,
                version,
                regionCode,
                planId,
                drawNo,
                prev,
                DrawLife.TABLE.apply(state, act),
                leadDepartmentId,
                revealMinutes,
                beacon,
                frame,
                frozenAt,
                nextOpening,
                nextThrown,
                nextOutcome,
                nextClosing,
                nextSecond,
                nextVoiding);
    }

    /** Refuses, without changing anything, when the state does not allow an act. */
    void require(DrawAct act) {
        DrawLife.TABLE.apply(state, act);
    }

    boolean revealOverdue(Instant now) {
        return state == DrawState.OPENED && opening != null && now.isAfter(opening.revealDeadline());
    }

    /** The identity once stored. */
    long key() {
        if (id == null) {
            throw new IllegalStateException("the draw is not stored yet");
        }
        return id;
    }

    Opening opened() {
        return stepOf(opening);
    }

    Beacon beaconSet() {
        return stepOf(thrown);
    }

    Outcome drawn() {
        return stepOf(outcome);
    }

    Closing confirmed() {
        return stepOf(closing);
    }

    Second settled() {
        return stepOf(second);
    }

    private <T> T stepOf(@Nullable T step) {
        if (step == null) {
            throw new IllegalStateException("draw " + drawNo + " is only " + state);
        }
        return step;
    }
}

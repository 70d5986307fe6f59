package org.mingchou.draw.internal;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mingchou.sampler.HashProfile;
import org.mingchou.shared.Clause;
import org.mingchou.shared.Problem;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A round of a drand chain, brought as the JSON document that any of its servers answers. The randomness is held against
 * the signature; the BLS signature itself is kept, not checked, so two people have to bring the same round.
 */
@Component
@Clause("抽取规范 §3.1 beacon.txt")
class DrandBeacon implements BeaconSource {

    private static final Pattern CHOSEN = Pattern.compile("drand:([a-z0-9-]{1,32})");
    private static final Pattern BOUND = Pattern.compile("drand:([a-z0-9-]{1,32}):([1-9][0-9]{0,17})");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIGNATURE = Pattern.compile("(?:[0-9a-f]{2}){1,96}");
    private static final Pattern LINE = Pattern.compile("round=[0-9]+ randomness=([0-9a-f]{64}) signature=([0-9a-f]+)");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BeaconCatalog catalog;

    DrandBeacon(BeaconCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public boolean offers(String beacon) {
        return BeaconSource.name(beacon, CHOSEN, BOUND).flatMap(catalog::chain).isPresent();
    }

    @Override
    public String label(String beacon) {
        return "公共随机信标 " + chain(beacon).label();
    }

    @Override
    public String round(String bound) {
        return "第 " + number(bound) + " 轮";
    }

    /** The path is the same on every server of the chain; which server is his own choice who reads. */
    @Override
    public Optional<String> where(String bound) {
        return Optional.of(
                "在任一 drand 公共服务器的 /" + chain(bound).hash() + "/public/" + number(bound) + " 取得，把网页显示的整段内容粘贴到下面");
    }

    /** Round n stands at genesis + (n - 1) * period. */
    @Override
    public String bind(String beacon, Instant earliest) {
        var chain = chain(beacon);
        var seconds = earliest.getEpochSecond() + (earliest.getNano() > 0 ? 1 : 0) - chain.genesis();
        var round = seconds <= 0 ? 1 : (seconds + chain.period() - 1) / chain.period() + 1;
        return "drand:" + chain.name() + ":" + round;
    }

    @Override
    public Optional<Instant> dueAt(String bound) {
        var chain = chain(bound);
        return Optional.of(Instant.ofEpochSecond(chain.genesis() + (number(bound) - 1) * chain.period()));
    }

    /** After an outage the chain makes up for the rounds it owes: none ever fails, some come late. */
    @Override
    public Optional<String> next(String bound) {
        return Optional.empty();
    }

    @Override
    public boolean seenByAll() {
        return false;
    }

    @Override
    public String read(String bound, String given) {
        long round;
        String randomness;
        String signature;
        try {
            var document = JSON.readTree(given);
            round = document.path("round").asLong(0);
            randomness = document.path("randomness").asString("");
            signature = document.path("signature").asString("");
        } catch (JacksonException e) {
            throw shape();
        }
        if (!HASH.matcher(randomness).matches() || !SIGNATURE.matcher(signature).matches()) {
            throw shape();
        }
        if (round != number(bound)) {
            throw Problem.unprocessable(
                    "beacon-round", "应取第 " + number(bound) + " 轮，您提供的是第 " + round + " 轮，请重新取得该轮后录入。");
        }
        if (!randomnessOf(signature).equals(randomness)) {
            throw Problem.unprocessable(
                    "beacon-randomness", "这一轮的 randomness 不是其 signature 的 SHA-256，内容有误。请重新取得第 " + round + " 轮后录入。");
        }
        return "round=" + round + " randomness=" + randomness + " signature=" + signature;
    }

    @Override
    public String value(String line) {
        var matcher = LINE.matcher(line);
        if (!matcher.matches() || !randomnessOf(matcher.group(2)).equals(matcher.group(1))) {
            throw new IllegalArgumentException("not a drand round: " + line);
        }
        return matcher.group(1);
    }

    private static String randomnessOf(String signature) {
        return HashProfile.SHA256.hex(HexFormat.of().parseHex(signature));
    }

    private static Problem shape() {
        return Problem.unprocessable(
                "beacon-drand", "请粘贴 drand 服务器返回的整段 JSON，须含 round、randomness（64 位十六进制）和 signature（十六进制）。");
    }

    private static long number(String bound) {
        var matcher = BOUND.matcher(bound);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not bound to a round: " + bound);
        }
        return Long.parseLong(matcher.group(2));
    }

    private BeaconCatalog.Chain chain(String beacon) {
        return BeaconSource.name(beacon, CHOSEN, BOUND)
                .flatMap(catalog::chain)
                .orElseThrow(() -> new IllegalArgumentException("no such chain: " + beacon));
    }
}

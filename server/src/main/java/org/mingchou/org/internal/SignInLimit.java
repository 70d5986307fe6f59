package org.mingchou.org.internal;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.sql.DataSource;
import org.mingchou.shared.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Attempts to sign in per network: an IPv4 address, or the /64 of an IPv6 one. Kept in PostgreSQL for all nodes. */
@Component
class SignInLimit {

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final BucketConfiguration configuration;

    SignInLimit(
            DataSource dataSource,
            @Value("${mingchou.sign-in.per-minute:${MINGCHOU_SIGN_IN_PER_MINUTE:60}}") int perMinute) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("platform.bucket")
                .build();
        this.configuration = BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(perMinute)
                        .refillGreedy(perMinute, Duration.ofMinutes(1))
                        .build())
                .build();
    }

    void take(String remoteAddress) {
        var bucket = buckets.getProxy("sign-in/" + network(remoteAddress), () -> configuration);
        if (!bucket.tryConsume(1)) {
            throw Problem.of(Problem.Kind.TOO_MANY, "too-many-sign-ins", "本网络登录尝试过于频繁，请一分钟后再试。");
        }
    }

    static String network(String remoteAddress) {
        try {
            var bytes = InetAddress.getByName(remoteAddress).getAddress();
            return HexFormat.of().formatHex(bytes.length == 16 ? Arrays.copyOf(bytes, 8) : bytes);
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}

package org.mingchou;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.mingchou.ledger.VerifyLedger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/** Beans are named by class with package: acts of two modules may well have the same verb. */
@Modulithic(systemName = "明抽 Mingchou", sharedModules = "shared")
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class MingchouApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(VerifyLedger.COMMAND)) {
            System.exit(verifyLedger(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(MingchouApplication.class, args);
    }

    private static int verifyLedger(String... args) {
        // Outside Spring nobody has tuned the libraries' talk.
        ((Logger) LoggerFactory.getLogger("ROOT")).setLevel(Level.WARN);
        return VerifyLedger.run(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                args);
    }
}

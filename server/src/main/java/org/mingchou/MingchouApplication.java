package org.mingchou;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.modulith.Modulithic;

/** Beans are named by class with package: acts of two modules may well have the same verb. */
@Modulithic(systemName = "明抽 Mingchou", sharedModules = "shared")
@SpringBootApplication(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class MingchouApplication {

    public static void main(String[] args) {
        SpringApplication.run(MingchouApplication.class, args);
    }
}

package org.mingchou;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;

@Modulithic(systemName = "明抽 Mingchou", sharedModules = "shared")
@SpringBootApplication
public class MingchouApplication {

    public static void main(String[] args) {
        SpringApplication.run(MingchouApplication.class, args);
    }
}

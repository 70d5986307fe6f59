package org.mingchou.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/** The whole application on a random port over a temporary PostgreSQL, with the accounts of {@link TestDistrict}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "mingchou.database.temporary=true",
            "mingchou.home=target/test-home-${mingchou.test.fork:0}",
            "mingchou.demo=true",
            "mingchou.demo.load=false",
            "mingchou.sign-in.per-minute=100000",
            // Each run has a new database, and the files of the last one would rightly be taken for another history.
            "mingchou.ledger.export=none",
            // Every cached context keeps its pool open, and all share one cluster of 100 connections.
            "spring.datasource.hikari.maximum-pool-size=5",
            "spring.datasource.hikari.minimum-idle=1"
        })
@Import(TestDistrict.class)
public @interface ApiTest {}

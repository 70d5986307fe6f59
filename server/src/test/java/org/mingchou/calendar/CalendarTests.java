package org.mingchou.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingchou.testing.Api;
import org.mingchou.testing.ApiTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApiTest
class CalendarTests {

    @LocalServerPort
    int port;

    @Test
    void aPeriodShowsTheDaysThatWereCounted() {
        var count = Api.as(port, "yj-planner")
                .get("/api/calendar/due?from=2026-04-30&days=2")
                .expect(200)
                .json();
        assertThat(count.path("counted").toString()).isEqualTo("[\"2026-05-06\",\"2026-05-07\"]");
        assertThat(count.path("due").path("provisional").asBoolean()).isFalse();
    }

    @Test
    void aYearWithoutNoticeIsProvisionalUntilTheNoticeIsImported() {
        var planner = Api.as(port, "yj-planner");
        var before =
                planner.get("/api/calendar/due?from=2029-04-27&days=3").json().path("due");
        assertThat(before.path("provisional").asBoolean()).isTrue();
        Api.as(port, "sysadmin")
                .post(
                        "/api/calendar",
                        Map.of(
                                "year",
                                2029,
                                "source",
                                "测试通知",
                                "publishedOn",
                                "2028-11-01",
                                "days",
                                List.of(Map.of("day", "2029-04-30", "kind", "HOLIDAY", "name", "劳动节"))))
                .expect(201);
        var after =
                planner.get("/api/calendar/due?from=2029-04-27&days=3").json().path("due");
        assertThat(after.path("provisional").asBoolean()).isFalse();
        assertThat(after.path("date").asString())
                .isGreaterThan(before.path("date").asString());
    }

    @Test
    void aClockThatIsSetDoesNotReadEarlierThanItWasSet() {
        var planner = Api.as(port, "yj-planner");
        for (int i = 0; i < 5; i++) {
            var read = planner.put("/api/demo/clock", Map.of("now", "2026-05-20T15:30:00+08:00"))
                    .expect(200)
                    .json();
            assertThat(OffsetDateTime.parse(read.path("now").asString()))
                    .isBetween(
                            OffsetDateTime.parse("2026-05-20T15:30:00+08:00"),
                            OffsetDateTime.parse("2026-05-20T15:30:30+08:00"));
        }
        var later = planner.post("/api/demo/clock/advance", Map.of("minutes", 10))
                .expect(200)
                .json();
        assertThat(OffsetDateTime.parse(later.path("now").asString()))
                .isAfterOrEqualTo(OffsetDateTime.parse("2026-05-20T15:40:00+08:00"));
    }

    @Test
    void theDemoClockRefusesTimesThatNoDatabaseHolds() {
        var planner = Api.as(port, "yj-planner");
        var before = planner.get("/api/demo/clock").json().path("today").asString();
        for (var minutes : List.of(Long.MAX_VALUE, 1_000_000_000_000L, 60_000_000L)) {
            assertThat(planner.post("/api/demo/clock/advance", Map.of("minutes", minutes))
                            .expect(400)
                            .problem())
                    .isEqualTo("clock-out-of-range");
        }
        assertThat(planner.put("/api/demo/clock", Map.of("now", "9999-12-31T00:00:00+08:00"))
                        .expect(400)
                        .problem())
                .isEqualTo("clock-out-of-range");
        planner.put("/api/demo/clock", Map.of()).expect(400);
        assertThat(planner.get("/api/demo/clock").json().path("today").asString())
                .isEqualTo(before);
    }

    @Test
    void onlyTheSystemAdministratorImportsANotice() {
        var answer = Api.as(port, "yj-planner")
                .post(
                        "/api/calendar",
                        Map.of("year", 2030, "source", "x", "publishedOn", "2029-11-01", "days", List.of()));
        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void aDayOfAnotherYearIsRefusedAndNothingIsWritten() {
        var admin = Api.as(port, "sysadmin");
        var answer = admin.post(
                "/api/calendar",
                Map.of(
                        "year",
                        2031,
                        "source",
                        "测试通知",
                        "publishedOn",
                        "2030-11-01",
                        "days",
                        List.of(Map.of("day", "2030-05-01", "kind", "HOLIDAY", "name", "劳动节"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("calendar-day");
        assertThat(admin.get("/api/calendar/2031").json().path("published").asBoolean())
                .isFalse();
    }

    @Test
    void aNoticeWithoutHolidaysOrMakeUpDaysIsRefusedAndTheYearStaysProvisional() {
        var admin = Api.as(port, "sysadmin");
        var answer = admin.post(
                        "/api/calendar",
                        Map.of("year", 2032, "source", "测试通知", "publishedOn", "2031-11-01", "days", List.of()))
                .expect(400);
        assertThat(answer.problem()).isEqualTo("fields-need-mending");
        assertThat(answer.json().path("detail").asString()).contains("至少一个放假日");
        var onlyMakeUpDays = List.of(Map.of("day", "2032-02-01", "kind", "WORKDAY", "name", "春节调休"));
        admin.post(
                        "/api/calendar",
                        Map.of("year", 2032, "source", "测试通知", "publishedOn", "2031-11-01", "days", onlyMakeUpDays))
                .expect(400);
        assertThat(admin.get("/api/calendar/2032").json().path("published").asBoolean())
                .isFalse();
        assertThat(admin.get("/api/calendar/due?from=2032-04-29&days=3")
                        .json()
                        .path("due")
                        .path("provisional")
                        .asBoolean())
                .isTrue();
    }
}

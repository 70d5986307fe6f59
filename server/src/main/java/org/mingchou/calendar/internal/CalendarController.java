package org.mingchou.calendar.internal;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.Calendars;
import org.mingchou.calendar.DueDate;
import org.mingchou.shared.Actor;
import org.mingchou.shared.Problem;
import org.mingchou.shared.Role;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/calendar")
class CalendarController {

    record YearView(int year, boolean published, @Nullable Long version, List<StoredCalendars.Day> days) {}

    /** How a period was counted, so that anyone can check it with a finger on a wall calendar. */
    record Count(LocalDate from, int days, DueDate due, List<LocalDate> counted) {}

    record Notice(
            int year,

            @NotBlank(message = "请填写通知名称，例如“国务院办公厅关于2027年部分节假日安排的通知”") String source,

            @NotNull(message = "请填写通知发布日期") LocalDate publishedOn,
            @NotNull(message = "请列出放假日和调休上班日") List<StoredCalendars.Day> days) {}

    private final StoredCalendars stored;
    private final Calendars calendars;

    CalendarController(StoredCalendars stored, Calendars calendars) {
        this.stored = stored;
        this.calendars = calendars;
    }

    @PermitAll
    @GetMapping("/{year}")
    YearView year(@PathVariable int year) {
        var calendar = calendars.workingDays().year(year);
        return calendar == null
                ? new YearView(year, false, null, List.of())
                : new YearView(year, true, calendar.version(), stored.days(calendar.version()));
    }

    @PermitAll
    @GetMapping("/due")
    Count due(@RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from, @RequestParam int days) {
        if (days < 1 || days > 400) {
            throw Problem.badInput("days-out-of-range", "工作日数须在 1 至 400 之间。");
        }
        var working = calendars.workingDays();
        return new Count(from, days, working.after(from, days), working.counted(from, days));
    }

    @RolesAllowed(Role.Names.SYSTEM_ADMIN)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public YearView importNotice(@RequestBody @jakarta.validation.Valid Notice notice, Actor actor) {
        for (var day : notice.days()) {
            if (day.day().getYear() != notice.year()
                    || !List.of("HOLIDAY", "WORKDAY").contains(day.kind())) {
                throw Problem.badInput(
                        "calendar-day", day.day() + " 不在 " + notice.year() + " 年内，或类别不是 HOLIDAY / WORKDAY，请更正该行。");
            }
        }
        if (notice.days().stream().noneMatch(day -> "HOLIDAY".equals(day.kind()))) {
            throw Problem.fields(
                    List.of(new Problem.FieldError("days", "请列出至少一个放假日；没有一天放假的年份不存在，尚未公布安排的年份不必导入，平台按周末推算并标明“暂定”")));
        }
        stored.importNotice(notice.year(), notice.source(), notice.publishedOn(), notice.days(), actor.username());
        return year(notice.year());
    }
}

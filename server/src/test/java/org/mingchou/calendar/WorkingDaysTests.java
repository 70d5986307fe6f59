package org.mingchou.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkingDaysTests {

    private static final LocalDate MAKE_UP_SATURDAY = LocalDate.of(2026, 5, 9);

    private final WorkingDays days = new WorkingDays(List.of(new WorkingDays.YearCalendar(
            7,
            2026,
            Map.of(
                    LocalDate.of(2026, 5, 1),
                    false,
                    LocalDate.of(2026, 5, 4),
                    false,
                    LocalDate.of(2026, 5, 5),
                    false,
                    MAKE_UP_SATURDAY,
                    true,
                    LocalDate.of(2026, 6, 19),
                    false))));

    @Test
    void theStartDayIsNotCountedAndHolidaysAreSkipped() {
        assertThat(days.after(LocalDate.of(2026, 4, 30), 2).date()).isEqualTo(LocalDate.of(2026, 5, 7));
    }

    @Test
    void aMakeUpSaturdayCounts() {
        assertThat(days.after(LocalDate.of(2026, 5, 8), 1).date()).isEqualTo(MAKE_UP_SATURDAY);
    }

    @Test
    void twentyDaysAfterTheSeedsWindow() {
        // 1 to 28 July 2026 hold twenty plain weekdays.
        assertThat(days.after(LocalDate.of(2026, 6, 30), 20).date()).isEqualTo(LocalDate.of(2026, 7, 28));
    }

    @Test
    void aYearWithoutNoticeMakesTheDateProvisional() {
        var due = days.after(LocalDate.of(2026, 12, 30), 2);
        assertThat(due.provisional()).isTrue();
        assertThat(due.calendarVersion()).isEqualTo(7);
        assertThat(days.after(LocalDate.of(2026, 6, 1), 2).provisional()).isFalse();
    }

    @Test
    void remainingDaysAreNegativeAfterTheDueDate() {
        var due = LocalDate.of(2026, 6, 18);
        assertThat(days.between(LocalDate.of(2026, 6, 22), due)).isEqualTo(-1);
        assertThat(days.between(LocalDate.of(2026, 6, 16), due)).isEqualTo(2);
    }
}

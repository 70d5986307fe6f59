package org.mingchou.inspection;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.mingchou.dispatch.Assignments;
import org.mingchou.dispatch.AssignmentsDropped;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.matching.GroupChanged;
import org.mingchou.matching.GroupStaffed;
import org.mingchou.matching.Groups;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.plan.ApprovedExclusion;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.Plans;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.testing.TestDistrict;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/** The earlier steps as this module sees them: groups stand, everything before is taken as done. */
@TestConfiguration(proxyBeanMethods = false)
public class StaffedDistrict {

    public static final long PLAN = 9_000_001;
    public static final LocalDate FROM = LocalDate.of(2026, 5, 15);
    public static final LocalDate TO = LocalDate.of(2026, 6, 30);

    private static final AtomicLong NUMBER = new AtomicLong(9_000_000);

    /** What one call of {@link Staffing#staff} made. */
    public record Staffed(long assignmentId, long groupId, List<Long> itemVersionIds) {}

    public static final class Staffing {
        private final TestDistrict district;
        private final ApplicationEventPublisher events;
        private final TransactionTemplate transactions;
        final Map<Long, Assignments.Assignment> assignments = new HashMap<>();
        final Map<Long, Groups.Group> groups = new HashMap<>();
        final Map<Long, ItemSnapshot> items = new HashMap<>();
        final Map<String, OfficerSnapshot> officers = new HashMap<>();
        public volatile String publishStart = "VISIT_FINISHED";

        Staffing(TestDistrict district, ApplicationEventPublisher events, TransactionTemplate transactions) {
            this.district = district;
            this.events = events;
            this.transactions = transactions;
        }

        /** An object's draw id that was not used before. */
        public String object() {
            return "OBJ-" + NUMBER.incrementAndGet();
        }

        public OfficerSnapshot officer(String username, LocalDate certificateValidTo) {
            var actor = district.actor(username);
            var number = username.toUpperCase(java.util.Locale.ROOT);
            var officer = new OfficerSnapshot(
                    actor.accountId(),
                    number,
                    "赵" + number,
                    actor.requireDepartment(),
                    actor.accountId(),
                    "冀执" + number,
                    certificateValidTo,
                    Set.of());
            officers.put(number, officer);
            return officer;
        }

        public Staffed staff(String region, String department, String object, int itemCount, OfficerSnapshot... seats) {
            var departmentId = district.department(region, department);
            var versions = new ArrayList<Long>();
            for (int i = 0; i < itemCount; i++) {
                var id = NUMBER.incrementAndGet();
                versions.add(id);
                items.put(
                        id,
                        new ItemSnapshot(
                                id,
                                id,
                                department + "-" + i,
                                1,
                                departmentId,
                                department + "事项" + (i + 1),
                                "GENERAL",
                                "《中华人民共和国安全生产法》第六十五条",
                                "现场检查",
                                ObjectRule.ALWAYS,
                                null,
                                List.of("台账是否齐全", "设施是否完好")));
            }
            var assignment = new Assignments.Assignment(
                    NUMBER.incrementAndGet(),
                    PLAN,
                    PLAN,
                    region,
                    departmentId,
                    new SubjectSnapshot(
                            NUMBER.incrementAndGet(),
                            object,
                            region,
                            "石家庄样例金属制品有限公司" + object,
                            "91130111MA0000000X",
                            "石家庄市栾城区样例路1号",
                            "C33",
                            "王样例"),
                    "CLAIMED",
                    versions,
                    "DRAWN");
            var group = new Groups.Group(
                    NUMBER.incrementAndGet(),
                    assignment.id(),
                    false,
                    List.of(seats),
                    List.of(new Groups.Assistant("钱专家", "粉尘防爆")));
            assignments.put(assignment.id(), assignment);
            groups.put(assignment.id(), group);
            transactions.executeWithoutResult(
                    t -> events.publishEvent(new GroupStaffed(group.id(), assignment.id(), PLAN, PLAN)));
            return new Staffed(assignment.id(), group.id(), versions);
        }

        public void replace(Staffed staffed, OfficerSnapshot... seats) {
            groups.put(
                    staffed.assignmentId(),
                    new Groups.Group(staffed.groupId(), staffed.assignmentId(), false, List.of(seats), List.of()));
            transactions.executeWithoutResult(
                    t -> events.publishEvent(new GroupChanged(staffed.groupId(), staffed.assignmentId())));
        }

        public void drop(String object, Staffed staffed) {
            transactions.executeWithoutResult(t ->
                    events.publishEvent(new AssignmentsDropped(PLAN, object, "S1", List.of(staffed.assignmentId()))));
        }

        PlanSnapshot plan(String region) {
            return new PlanSnapshot(
                    PLAN,
                    region,
                    "石家庄市栾城区",
                    2026,
                    6,
                    PlanSnapshot.title("石家庄市栾城区", 2026, 6),
                    "APPROVED",
                    district.department(region, "YJ"),
                    List.of(),
                    List.of(),
                    FROM,
                    TO,
                    ObjectRule.ALWAYS,
                    "CREDIT",
                    FROM,
                    Map.of(),
                    "OVERALL",
                    300,
                    "ALL",
                    0,
                    "OPEN",
                    "PARTIES",
                    publishStart);
        }
    }

    @Bean
    Staffing staffing(TestDistrict district, ApplicationEventPublisher events, TransactionTemplate transactions) {
        return new Staffing(district, events, transactions);
    }

    @Bean
    @Primary
    Groups groups(Staffing staffing) {
        return assignmentId -> Optional.ofNullable(staffing.groups.get(assignmentId));
    }

    @Bean
    @Primary
    Assignments assignments(Staffing staffing) {
        return new Assignments() {
            @Override
            public Assignment require(long id, String regionCode) {
                return java.util.Objects.requireNonNull(staffing.assignments.get(id));
            }

            @Override
            public Map<Long, Assignment> byIds(Collection<Long> ids) {
                return ids.stream().collect(Collectors.toMap(id -> id, id -> require(id, "")));
            }

            @Override
            public List<Assignment> of(long drawId, long departmentId, String status) {
                return List.of();
            }

            @Override
            public List<Assignment> ofDraw(long drawId) {
                return List.of();
            }

            @Override
            public void staffed(long assignmentId) {}
        };
    }

    @Bean
    @Primary
    Plans plans(Staffing staffing) {
        return new Plans() {
            @Override
            public PlanSnapshot require(long planId, String regionCode) {
                return staffing.plan(regionCode);
            }

            @Override
            public ObjectRule applicability(PlanSnapshot plan) {
                return plan.scope();
            }

            @Override
            public int undecidedExclusions(long planId) {
                return 0;
            }

            @Override
            public Map<String, String> exclusions(long planId) {
                return Map.of();
            }

            @Override
            public Map<String, ApprovedExclusion> approvedExclusions(long planId, Collection<String> objectIds) {
                return Map.of();
            }

            @Override
            public void freeze(long planId, String regionCode) {}

            @Override
            public List<PlanSnapshot> approved(String regionCode) {
                return List.of();
            }

            @Override
            public Optional<PlanSnapshot> publicPlan(long planId) {
                return Optional.empty();
            }
        };
    }

    @Bean
    @Primary
    Items items(Staffing staffing) {
        return new Items() {
            @Override
            public List<ItemSnapshot> inForce(Collection<Long> departmentIds, LocalDate day) {
                return List.of();
            }

            @Override
            public Map<Long, ItemSnapshot> byVersions(Collection<Long> versionIds) {
                return versionIds.stream()
                        .collect(Collectors.toMap(
                                id -> id, id -> java.util.Objects.requireNonNull(staffing.items.get(id))));
            }
        };
    }

    @Bean
    @Primary
    Officers officers(Staffing staffing) {
        return new Officers() {
            @Override
            public List<OfficerSnapshot> pool(long departmentId) {
                return List.of();
            }

            @Override
            public List<Recusal> recusals(long departmentId) {
                return List.of();
            }

            @Override
            public Map<String, OfficerSnapshot> byNumbers(Collection<String> officerNos) {
                return officerNos.stream()
                        .filter(staffing.officers::containsKey)
                        .collect(Collectors.toMap(
                                no -> no, no -> java.util.Objects.requireNonNull(staffing.officers.get(no))));
            }

            @Override
            public Map<String, String> qualificationTypes() {
                return Map.of();
            }

            @Override
            public Optional<OfficerSnapshot> byAccount(long accountId) {
                return Optional.empty();
            }
        };
    }
}

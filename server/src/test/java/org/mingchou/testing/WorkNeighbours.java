package org.mingchou.testing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.draw.DrawComputed;
import org.mingchou.draw.Draws;
import org.mingchou.draw.SecondSeedRevealed;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.item.Items;
import org.mingchou.officer.OfficerSnapshot;
import org.mingchou.officer.Officers;
import org.mingchou.plan.PlanSnapshot;
import org.mingchou.plan.PlanSnapshot.PlanDepartment;
import org.mingchou.plan.PlanSnapshot.PlanItem;
import org.mingchou.plan.Plans;
import org.mingchou.shared.Problem;
import org.mingchou.subject.ObjectRule;
import org.mingchou.subject.SubjectSnapshot;
import org.mingchou.subject.Subjects;
import org.mockito.Mockito;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Dispatch and matching with drawn lists made to measure: everything before them in the chain answers from memory,
 * everything after HTTP is real. An object id says by its first letters which departments have business there
 * ({@code Y} YJ, {@code S} SL, {@code N} nobody).
 */
@TestConfiguration(proxyBeanMethods = false)
public class WorkNeighbours {

    public static final LocalDate LAST_DAY = LocalDate.of(2026, 6, 30);
    public static final String SECOND_SEED = "a121308c1d94ce56b32bbcd27931d0220092edc20137327932b12d67f0bb657f";

    /** One draw made to measure. */
    public static final class World {
        public final long drawId;
        public final long planId;
        public List<String> drawn = List.of();
        public final Deque<String> reserve = new ArrayDeque<>();
        public final List<String> substitutes = new ArrayList<>();
        public List<Draws.Confirmation> confirmations = List.of();
        public boolean revealed;
        public byte[] officersTsv = new byte[0];
        public byte[] avoidTsv = new byte[0];
        public final Map<String, String> matches = new HashMap<>();
        public final List<String> notes = new ArrayList<>();

        World(long number) {
            drawId = number;
            planId = 1000 + number;
        }
    }

    private static final String REGION = TestDistrict.REGION;

    private final Map<Long, World> worlds = new LinkedHashMap<>();
    private final List<OfficerSnapshot> directory = new ArrayList<>();
    private final List<Officers.Recusal> recusals = new ArrayList<>();
    private final Map<Long, ItemSnapshot> items = new LinkedHashMap<>();
    private @Nullable TestDistrict district;

    /** A new draw of a plan of YJ (lead) and SL; officers and recusals start empty. */
    public World world(TestDistrict known, List<String> drawn, String... reserve) {
        district = known;
        directory.clear();
        items.clear();
        recusals.clear();
        var world = new World(900 + worlds.size());
        world.drawn = drawn;
        world.reserve.addAll(List.of(reserve));
        worlds.put(world.drawId, world);
        item(1, "YJ", "Y", null);
        item(2, "SL", "S", null);
        return world;
    }

    public long department(String code) {
        return java.util.Objects.requireNonNull(district).department(REGION, code);
    }

    /** @param letter objects whose id holds this letter before the digits */
    public void item(long version, String departmentCode, String letter, @Nullable String qualification) {
        items.put(
                version,
                new ItemSnapshot(
                        version,
                        version,
                        "I" + version,
                        1,
                        department(departmentCode),
                        "事项" + version,
                        "GENERAL",
                        null,
                        null,
                        new ObjectRule(letter),
                        qualification,
                        List.of("要点")));
    }

    public OfficerSnapshot officer(long id, String departmentCode, String validTo, String... qualifications) {
        var officer = new OfficerSnapshot(
                id,
                "OFF" + id,
                "人员" + id,
                department(departmentCode),
                null,
                "证" + id,
                LocalDate.parse(validTo),
                Set.of(qualifications));
        directory.removeIf(o -> o.id() == id);
        directory.add(officer);
        return officer;
    }

    public void recuse(long officerId, String objectId) {
        recusals.add(new Officers.Recusal("OFF" + officerId, objectId));
    }

    /** What the opening would bind: the directory of YJ as it is now. */
    public void open(World world) {
        world.officersTsv = directory.stream()
                .filter(o -> o.departmentId() == department("YJ"))
                .map(o -> o.officerNo() + "\t" + o.certificateValidTo() + "\t"
                        + (o.qualifications().isEmpty()
                                ? "-"
                                : String.join(",", new java.util.TreeSet<>(o.qualifications())))
                        + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
        world.avoidTsv = recusals.stream()
                .map(r -> r.officerNo() + "\t" + r.objectDrawId() + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    public void compute(World world, TransactionTemplate transaction, ApplicationEventPublisher events) {
        transaction.executeWithoutResult(
                t -> events.publishEvent(new DrawComputed(world.drawId, world.planId, REGION)));
    }

    public void reveal(World world, TransactionTemplate transaction, ApplicationEventPublisher events) {
        world.revealed = true;
        world.confirmations.stream().filter(c -> !c.code().equals("OK")).forEach(c -> take(world));
        transaction.executeWithoutResult(
                t -> events.publishEvent(new SecondSeedRevealed(world.drawId, world.planId, REGION)));
    }

    private static Optional<String> take(World world) {
        var next = Optional.ofNullable(world.reserve.poll());
        next.ifPresent(world.substitutes::add);
        return next;
    }

    private World require(long drawId) {
        return Optional.ofNullable(worlds.get(drawId)).orElseThrow(() -> Problem.notFound("抽取"));
    }

    @Bean
    @Primary
    Draws measuredDraws() {
        var draws = Mockito.mock(Draws.class, Mockito.withSettings().stubOnly());
        Mockito.when(draws.require(Mockito.anyLong(), Mockito.anyString())).thenAnswer(i -> {
            if (!i.getArgument(1).equals(REGION)) {
                throw Problem.notFound("抽取");
            }
            var world = require(i.getArgument(0));
            return new Draws.Summary(world.drawId, world.planId, REGION, "D" + world.drawId, "COMPUTED");
        });
        Mockito.when(draws.rows(Mockito.anyLong(), Mockito.anyString()))
                .thenAnswer(i -> rows(require(i.getArgument(0)).drawn, "DRAWN"));
        Mockito.when(draws.substitutes(Mockito.anyLong()))
                .thenAnswer(i -> rows(require(i.getArgument(0)).substitutes, "RESERVE"));
        Mockito.when(draws.nextSubstitute(
                        Mockito.anyLong(), Mockito.anyString(), Mockito.anyString(), Mockito.anyString()))
                .thenAnswer(i -> take(require(i.getArgument(0))).map(o -> new Draws.Row("A", 9, o, "RESERVE")));
        Mockito.when(draws.secondSeed(Mockito.anyLong()))
                .thenAnswer(i -> require(i.getArgument(0)).revealed ? Optional.of(SECOND_SEED) : Optional.empty());
        Mockito.when(draws.pool(Mockito.anyLong(), Mockito.anyLong())).thenAnswer(i -> {
            var world = require(i.getArgument(0));
            long department = i.getArgument(1);
            boolean yj = department == department("YJ");
            return new Draws.Pool(
                    yj ? "YJ" : "SL",
                    department,
                    2,
                    LAST_DAY,
                    yj ? world.officersTsv : new byte[0],
                    yj ? world.avoidTsv : new byte[0]);
        });
        Mockito.doAnswer(i -> {
                    require(i.getArgument(0)).confirmations = i.getArgument(1);
                    return null;
                })
                .when(draws)
                .closeConfirmations(Mockito.anyLong(), Mockito.anyList());
        Mockito.doAnswer(i -> require(i.getArgument(0))
                        .matches
                        .put(i.getArgument(1), new String((byte[]) i.getArgument(3), StandardCharsets.US_ASCII)))
                .when(draws)
                .recordMatch(Mockito.anyLong(), Mockito.anyString(), Mockito.any(), Mockito.any());
        Mockito.doAnswer(i -> require(i.getArgument(0)).notes.add(i.getArgument(1)))
                .when(draws)
                .logMatchNote(Mockito.anyLong(), Mockito.anyString());
        return draws;
    }

    private static List<Draws.Row> rows(List<String> objectIds, String kind) {
        return objectIds.stream().map(o -> new Draws.Row("A", 1, o, kind)).toList();
    }

    @Bean
    @Primary
    Plans measuredPlans() {
        var plans = Mockito.mock(Plans.class, Mockito.withSettings().stubOnly());
        Mockito.when(plans.require(Mockito.anyLong(), Mockito.anyString())).thenAnswer(i -> plan(i.getArgument(0)));
        Mockito.when(plans.publicPlan(Mockito.anyLong())).thenAnswer(i -> Optional.of(plan(i.getArgument(0))));
        return plans;
    }

    private PlanSnapshot plan(long planId) {
        return new PlanSnapshot(
                planId,
                REGION,
                "石家庄市栾城区",
                2026,
                6,
                PlanSnapshot.title("石家庄市栾城区", 2026, 6),
                "APPROVED",
                department("YJ"),
                List.of(
                        new PlanDepartment(department("YJ"), "YJ", "应急管理局", true, 2),
                        new PlanDepartment(department("SL"), "SL", "水利局", false, 2)),
                items.values().stream()
                        .map(v -> new PlanItem(v.versionId(), v.departmentId(), v.name()))
                        .toList(),
                LocalDate.of(2026, 5, 15),
                LAST_DAY,
                ObjectRule.ALWAYS,
                "CREDIT",
                LocalDate.of(2026, 5, 1),
                Map.of("A", 300),
                "OVERALL",
                300,
                "ALL",
                2000,
                "OPEN",
                "PARTIES",
                "VISIT_FINISHED");
    }

    @Bean
    @Primary
    Items measuredItems() {
        var mock = Mockito.mock(Items.class, Mockito.withSettings().stubOnly());
        Mockito.when(mock.byVersions(Mockito.anyCollection())).thenAnswer(i -> {
            Collection<Long> wanted = i.getArgument(0);
            var found = new LinkedHashMap<>(items);
            found.keySet().retainAll(wanted);
            return found;
        });
        return mock;
    }

    @Bean
    @Primary
    Subjects measuredSubjects() {
        var mock = Mockito.mock(Subjects.class, Mockito.withSettings().stubOnly());
        Mockito.when(mock.covered(Mockito.any(), Mockito.anyCollection())).thenAnswer(i -> {
            ObjectRule rule = i.getArgument(0);
            Collection<String> ids = i.getArgument(1);
            return ids.stream()
                    .filter(o -> o.replaceAll("\\d.*", "").contains(rule.json()))
                    .collect(Collectors.toSet());
        });
        Mockito.when(mock.snapshots(Mockito.anyCollection())).thenAnswer(i -> {
            Collection<String> ids = i.getArgument(0);
            return ids.stream()
                    .collect(Collectors.toMap(
                            o -> o,
                            o -> new SubjectSnapshot(
                                    Math.abs(o.hashCode()), o, REGION, "样例" + o, null, "栾城区样例路1号", null, null)));
        });
        return mock;
    }

    @Bean
    @Primary
    Officers measuredOfficers() {
        var mock = Mockito.mock(Officers.class, Mockito.withSettings().stubOnly());
        Mockito.when(mock.pool(Mockito.anyLong()))
                .thenAnswer(i -> directory.stream()
                        .filter(o -> o.departmentId() == (long) i.getArgument(0))
                        .toList());
        Mockito.when(mock.recusals(Mockito.anyLong()))
                .thenAnswer(i -> recusals.stream()
                        .filter(r -> directory.stream()
                                .anyMatch(o -> o.officerNo().equals(r.officerNo())
                                        && o.departmentId() == (long) i.getArgument(0)))
                        .toList());
        Mockito.when(mock.qualificationTypes()).thenReturn(Map.of("WEIHUA", "危险化学品安全检查"));
        Mockito.when(mock.byNumbers(Mockito.anyCollection())).thenAnswer(i -> {
            Collection<String> wanted = i.getArgument(0);
            return directory.stream()
                    .filter(o -> wanted.contains(o.officerNo()))
                    .collect(Collectors.toMap(OfficerSnapshot::officerNo, o -> o));
        });
        return mock;
    }
}

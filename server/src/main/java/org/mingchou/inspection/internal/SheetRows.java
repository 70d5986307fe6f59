package org.mingchou.inspection.internal;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.item.ItemSnapshot;
import org.mingchou.matching.Groups.Assistant;
import org.mingchou.officer.OfficerSnapshot;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people and the items of sections. */
@Component
class SheetRows {

    record Member(
            long sectionId,
            int seat,
            long officerId,
            String officerNo,
            String officerName,
            @Nullable Long accountId,
            @Nullable String certificateNo,
            @Nullable LocalDate certificateValidTo) {

        boolean is(long account) {
            return accountId != null && accountId == account;
        }
    }

    record Aide(long sectionId, String name, String specialty) {}

    record Item(
            long sectionId,
            long itemVersionId,
            long itemId,
            int itemVersion,
            String itemCode,
            String itemName,
            @Nullable String legalBasis,
            @Nullable String method,
            String checkPoints) {

        List<String> points() {
            return checkPoints.lines().toList();
        }
    }

    private final JdbcClient jdbc;

    SheetRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void writePeople(Section section, List<OfficerSnapshot> seats, List<Assistant> assistants) {
        for (var table : List.of("section_member", "section_assistant")) {
            jdbc.sql("DELETE FROM inspection." + table + " WHERE section_id = :id")
                    .param("id", section.key())
                    .update();
        }
        for (int seat = 0; seat < seats.size(); seat++) {
            var officer = seats.get(seat);
            jdbc.sql("""
                    INSERT INTO inspection.section_member (section_id, seat, region_code, officer_id, officer_no,
                        officer_name, account_id, certificate_no, certificate_valid_to)
                    VALUES (:id, :seat, :region, :officerId, :no, :name, :account, :certificate, :validTo)""")
                    .param("id", section.key())
                    .param("seat", seat)
                    .param("region", section.regionCode())
                    .param("officerId", officer.id())
                    .param("no", officer.officerNo())
                    .param("name", officer.name())
                    .param("account", officer.accountId())
                    .param("certificate", officer.certificateNo())
                    .param("validTo", officer.certificateValidTo())
                    .update();
        }
        for (int position = 0; position < assistants.size(); position++) {
            jdbc.sql("""
                    INSERT INTO inspection.section_assistant (section_id, position, region_code, name, specialty)
                    VALUES (:id, :position, :region, :name, :specialty)""")
                    .param("id", section.key())
                    .param("position", position)
                    .param("region", section.regionCode())
                    .param("name", assistants.get(position).name())
                    .param("specialty", assistants.get(position).specialty())
                    .update();
        }
    }

    void writeItems(Section section, List<ItemSnapshot> items) {
        for (int position = 0; position < items.size(); position++) {
            var item = items.get(position);
            jdbc.sql("""
                    INSERT INTO inspection.section_item (section_id, position, region_code, item_version_id, item_id,
                        item_version, item_code, item_name, legal_basis, method, check_points)
                    VALUES (:id, :position, :region, :versionId, :itemId, :version, :code, :name, :basis, :method,
                        :points)""")
                    .param("id", section.key())
                    .param("position", position)
                    .param("region", section.regionCode())
                    .param("versionId", item.versionId())
                    .param("itemId", item.itemId())
                    .param("version", item.version())
                    .param("code", item.code())
                    .param("name", item.name())
                    .param("basis", item.legalBasis())
                    .param("method", item.method())
                    .param("points", String.join("\n", item.checkPoints()))
                    .update();
        }
    }

    Map<Long, List<Member>> members(Collection<Long> sectionIds) {
        return sectionIds.isEmpty()
                ? Map.of()
                : jdbc.sql("""
                SELECT section_id, seat, officer_id, officer_no, officer_name, account_id, certificate_no,
                       certificate_valid_to
                FROM inspection.section_member WHERE section_id IN (:ids) ORDER BY section_id, seat""").param("ids", sectionIds).query(Member.class).list().stream()
                        .collect(Collectors.groupingBy(Member::sectionId));
    }

    Map<Long, List<Aide>> assistants(Collection<Long> sectionIds) {
        return sectionIds.isEmpty()
                ? Map.of()
                : jdbc.sql("""
                SELECT section_id, name, specialty FROM inspection.section_assistant
                WHERE section_id IN (:ids) ORDER BY section_id, position""").param("ids", sectionIds).query(Aide.class).list().stream()
                        .collect(Collectors.groupingBy(Aide::sectionId));
    }

    Map<Long, List<Item>> items(Collection<Long> sectionIds) {
        return sectionIds.isEmpty()
                ? Map.of()
                : jdbc.sql("""
                SELECT section_id, item_version_id, item_id, item_version, item_code, item_name, legal_basis, method,
                       check_points
                FROM inspection.section_item WHERE section_id IN (:ids) ORDER BY section_id, position""").param("ids", sectionIds).query(Item.class).list().stream()
                        .collect(Collectors.groupingBy(Item::sectionId));
    }

    List<Member> membersOf(long sectionId) {
        return members(List.of(sectionId)).getOrDefault(sectionId, List.of());
    }

    List<Item> itemsOf(long sectionId) {
        return items(List.of(sectionId)).getOrDefault(sectionId, List.of());
    }
}

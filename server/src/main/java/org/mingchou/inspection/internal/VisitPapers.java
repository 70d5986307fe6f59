package org.mingchou.inspection.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingchou.calendar.BusinessClock;
import org.mingchou.org.Departments;
import org.mingchou.platform.BlobStore;
import org.mingchou.platform.PdfWriter;
import org.mingchou.platform.QrCode;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** 行政检查通知书 and 一企一表 as PDF, each from the record and nothing else. */
@Component
class VisitPapers {

    /** One department on paper. */
    record Part(
            String department,
            boolean lead,
            String status,
            List<Person> officers,
            List<Person> assistants,
            List<Line> lines,
            List<Talk> talks) {}

    /** @param paper certificate number of an officer, specialty of an assistant */
    record Person(String name, String paper, String validTo, boolean present) {}

    /** @param corrected answered again after the enterprise had taken note of the sheet */
    record Line(
            int number,
            String name,
            String basis,
            String method,
            List<String> points,
            @Nullable String outcome,
            String note,
            boolean corrected) {}

    record Talk(String question, String answer) {}

    /** @param signature data URI of the image; null for a recorded refusal */
    record Acknowledged(
            Acknowledgements.Row row, String at, @Nullable String signature) {}

    record Attempt(String at, String note) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy年M月d日 HH:mm");

    private final VisitAccess access;
    private final SheetRows sheet;
    private final ItemResults results;
    private final GateRows gate;
    private final Acknowledgements acknowledgements;
    private final Departments departments;
    private final DoorCodes doorCodes;
    private final PdfWriter pdf;
    private final BlobStore blobs;
    private final String publicAddress;

    VisitPapers(
            VisitAccess access,
            SheetRows sheet,
            ItemResults results,
            GateRows gate,
            Acknowledgements acknowledgements,
            Departments departments,
            DoorCodes doorCodes,
            PdfWriter pdf,
            BlobStore blobs,
            @Value("${mingchou.public-address}") String publicAddress) {
        this.access = access;
        this.sheet = sheet;
        this.results = results;
        this.gate = gate;
        this.acknowledgements = acknowledgements;
        this.departments = departments;
        this.doorCodes = doorCodes;
        this.pdf = pdf;
        this.blobs = blobs;
        this.publicAddress = publicAddress;
    }

    /** @param inHand for the enterprise's hands: with the code of its own page and what proves that it was drawn */
    byte[] notice(Visit visit, boolean inHand) {
        var model = common(visit, inHand);
        var own = inHand ? publicAddress + "/e/" + visit.enterpriseCode() : null;
        model.put("enterpriseQr", own == null ? null : QrCode.png(own));
        model.put("enterpriseAddress", own);
        model.put(
                "issuedOn",
                visit.notice().notifiedAt() == null ? null : day(visit.notice().notifiedAt()));
        model.put("approved", visit.approval().approvedAt() != null);
        model.put("urgentReason", visit.approval().urgentReason());
        return pdf.write("inspection/notice", model);
    }

    /** @param inHand as for the notice */
    byte[] sheet(Visit visit, boolean inHand) {
        var model = common(visit, inHand);
        model.put(
                "acknowledgements",
                acknowledgements.all(visit.key()).stream()
                        .map(this::acknowledgement)
                        .toList());
        model.put("unreachable", visit.onSite().unreachable());
        model.put(
                "attempts",
                gate.attempts(visit.key()).stream()
                        .map(a -> new Attempt(minute(a.attemptedAt()), a.note()))
                        .toList());
        model.put(
                "checkedInAt",
                visit.onSite().checkedInAt() == null
                        ? null
                        : minute(visit.onSite().checkedInAt()));
        model.put(
                "finishedAt",
                visit.onSite().finishedAt() == null
                        ? null
                        : minute(visit.onSite().finishedAt()));
        return pdf.write("inspection/sheet", model);
    }

    private Acknowledged acknowledgement(Acknowledgements.Row row) {
        var image = row.imageSha256();
        return new Acknowledged(
                row,
                minute(row.recordedAt()),
                image == null
                        ? null
                        : "data:image/png;base64," + Base64.getEncoder().encodeToString(blobs.bytes(image)));
    }

    private Map<String, @Nullable Object> common(Visit visit, boolean inHand) {
        var live = access.live(visit.key());
        var model = new HashMap<String, @Nullable Object>();
        model.put(
                "department",
                departments
                        .require(visit.leadDepartmentId(), visit.regionCode())
                        .name());
        model.put(
                "planTitles",
                live.stream().map(s -> s.task().planTitle()).distinct().toList());
        model.put("object", visit.object());
        model.put("noticeNo", visit.notice().noticeNo());
        model.put("scheduledOn", visit.scheduledOn() == null ? null : DAY.format(visit.scheduledOn()));
        model.put("sheetCode", visit.sheetCode());
        model.put(
                "sheetNo",
                live.isEmpty() ? "" : SectionViews.sheetNo(visit, live.get(0).task()));
        var code = doorCodes.of(visit).filter(c -> inHand || !c.proof()).orElse(null);
        model.put("drawnSentence", code == null ? null : code.sentence());
        model.put("drawnQr", code == null ? null : QrCode.png(code.address()));
        model.put("doorQr", QrCode.png(publicAddress + "/v/" + visit.sheetCode()));
        model.put("parts", live.stream().map(s -> part(visit, s)).toList());
        return model;
    }

    private Part part(Visit visit, Section section) {
        var id = section.key();
        var latest = results.latestOf(id);
        var signedAt = acknowledgements
                .find(visit.key())
                .map(Acknowledgements.Row::recordedAt)
                .orElse(Instant.MAX);
        Set<String> here = gate.checkIns(visit.key()).stream()
                .map(GateRows.Presence::officerNo)
                .collect(Collectors.toCollection(HashSet::new));
        var items = sheet.itemsOf(id);
        var lines = new java.util.ArrayList<Line>();
        for (var item : items) {
            var row = latest.get(item.itemVersionId());
            lines.add(new Line(
                    lines.size() + 1,
                    item.itemName(),
                    item.legalBasis() == null ? "见公布的随机抽查事项清单" : item.legalBasis(),
                    item.method() == null ? "现场检查" : item.method(),
                    item.points(),
                    row == null ? null : row.outcome().name(),
                    row == null ? "" : note(row),
                    row != null && row.recordedAt().isAfter(signedAt)));
        }
        return new Part(
                section.task().departmentName(),
                section.task().departmentId() == visit.leadDepartmentId(),
                section.state().label(),
                sheet.membersOf(id).stream()
                        .map(m -> new Person(
                                m.officerName(),
                                m.certificateNo() == null ? "" : m.certificateNo(),
                                m.certificateValidTo() == null ? "" : DAY.format(m.certificateValidTo()),
                                here.contains(m.officerNo())))
                        .toList(),
                sheet.assistants(List.of(id)).getOrDefault(id, List.of()).stream()
                        .map(a -> new Person(a.name(), a.specialty(), "", false))
                        .toList(),
                lines,
                gate.consultations(visit.key()).stream()
                        .filter(c -> c.departmentId() == section.task().departmentId())
                        .map(c -> new Talk(c.question(), c.answer()))
                        .toList());
    }

    private static String note(ItemResults.Row row) {
        return switch (row.outcome()) {
            case NO_PROBLEM -> "";
            case PROBLEM ->
                "发现：" + row.finding() + "。处理：" + row.handling() + "。措施："
                        + (row.measure() == null ? "" : row.measure().label());
            case NOT_CHECKED, ABSENT_WITH_REASON -> "原因：" + row.reason();
        };
    }

    private static String day(Instant at) {
        return DAY.format(LocalDate.ofInstant(at, BusinessClock.ZONE));
    }

    static String minute(Instant at) {
        return MINUTE.format(ZonedDateTime.ofInstant(at, BusinessClock.ZONE));
    }
}

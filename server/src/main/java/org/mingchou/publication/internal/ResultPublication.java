package org.mingchou.publication.internal;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.mingchou.publication.ResultDictionary;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/** The published result of one department's section. Its items stand beside it, one set per revision. */
@Table(schema = "publication", name = "publication")
record ResultPublication(
        @Id @Nullable Long id,
        @Version long version,
        long sectionId,
        long visitId,
        long planId,
        long drawId,
        String regionCode,
        long departmentId,
        String departmentName,
        String planTitle,
        String outboundId,
        long subjectId,
        String objectDrawId,
        String objectName,
        @Nullable String creditCode,
        @Nullable String representative,
        LocalDate inspectedOn,
        Instant publishedAt,
        String publishedBy,
        PublicationState status,
        int revision,
        int dictionaryVersion,
        String resultCode,
        String resultText) {

    long key() {
        return java.util.Objects.requireNonNull(id, "not stored yet");
    }

    ResultPublication correct(int dictionary, ResultDictionary.Value result) {
        return next(PublicationAct.CORRECT, dictionary, result.code(), result.text());
    }

    ResultPublication withdraw() {
        return next(PublicationAct.WITHDRAW, dictionaryVersion, resultCode, resultText);
    }

    private ResultPublication next(PublicationAct act, int dictionary, String code, String text) {
        return new ResultPublication(
                id,
                version,
                sectionId,
                visitId,
                planId,
                drawId,
                regionCode,
                departmentId,
                departmentName,
                planTitle,
                outboundId,
                subjectId,
                objectDrawId,
                objectName,
                creditCode,
                representative,
                inspectedOn,
                publishedAt,
                publishedBy,
                PublicationLife.TABLE.apply(status, act),
                revision + 1,
                dictionary,
                code,
                text);
    }
}

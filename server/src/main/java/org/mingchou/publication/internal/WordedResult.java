package org.mingchou.publication.internal;

import java.util.List;
import org.mingchou.inspection.Sections;
import org.mingchou.publication.ResultDictionary;
import org.springframework.stereotype.Component;

/** Items and whole result of a section in the words of an edition: the whole always follows from the items. */
@Component
class WordedResult {

    private final StoredDictionary dictionary;

    WordedResult(StoredDictionary dictionary) {
        this.dictionary = dictionary;
    }

    List<PublicationStore.Item> items(Sections.Section section, ResultDictionary.Edition edition) {
        var items = section.results().stream()
                .map(result -> {
                    var value = dictionary.require(edition, Wording.ofItem(section.visitOutcome(), result), false);
                    return new PublicationStore.Item(
                            result.itemVersionId(), result.itemName(), value.code(), value.text());
                })
                .toList();
        if (!items.isEmpty()) {
            return items;
        }
        // Nobody was met, so no item has a result of its own; the record still names what was to be checked.
        var value = dictionary.require(edition, Wording.ofSection(section.visitOutcome(), List.of()), true);
        return List.of(new PublicationStore.Item(null, "本次抽查涉及的全部事项", value.code(), value.text()));
    }

    ResultDictionary.Value whole(
            Sections.Section section, ResultDictionary.Edition edition, List<PublicationStore.Item> items) {
        var codes = items.stream().map(PublicationStore.Item::resultCode).toList();
        return dictionary.require(edition, Wording.ofSection(section.visitOutcome(), codes), true);
    }
}

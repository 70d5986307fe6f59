package org.mingchou.publication.internal;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface ResultPublications extends CrudRepository<ResultPublication, Long> {

    Optional<ResultPublication> findBySectionId(long sectionId);
}

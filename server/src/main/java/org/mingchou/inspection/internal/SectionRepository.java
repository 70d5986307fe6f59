package org.mingchou.inspection.internal;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.ListCrudRepository;

interface SectionRepository extends ListCrudRepository<Section, Long> {

    List<Section> findByVisitIdOrderById(long visitId);

    List<Section> findByVisitIdInOrderById(Collection<Long> visitIds);
}

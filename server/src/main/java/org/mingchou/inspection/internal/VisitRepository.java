package org.mingchou.inspection.internal;

import java.util.Optional;
import org.springframework.data.repository.ListCrudRepository;

interface VisitRepository extends ListCrudRepository<Visit, Long> {

    Optional<Visit> findBySheetCode(String sheetCode);

    Optional<Visit> findByEnterpriseCode(String enterpriseCode);
}

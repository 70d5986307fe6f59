package org.mingchou.followup.internal;

import org.springframework.data.repository.ListCrudRepository;

interface FollowUpRepository extends ListCrudRepository<FollowUp, Long> {}

package org.mingchou.notification;

/** Messages to people, in the application. Other channels are adapters behind it. */
public interface Inbox {

    void tellDepartment(long departmentId, String title, String link);

    void tellAccount(long accountId, String title, String link);
}

using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;

namespace IpStrategy.Web.Pages.Inbox;

/// <param name="After">Where this page begins; null on the first.</param>
public sealed record InboxModel(Page<InboxView> Page, string? After, int Unread);

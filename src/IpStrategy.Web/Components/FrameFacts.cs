using System.Collections.Immutable;
using IpStrategy.Application.Agencies;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Delivery;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Rights;
using IpStrategy.Web.Pages;
using IpStrategy.Web.Security;
using IpStrategy.Web.Texts;

namespace IpStrategy.Web.Components;

/// <summary>An entry of the navigation.</summary>
/// <param name="Text">Key of its text.</param>
/// <param name="Under">Addresses under these belong to it too.</param>
public sealed record NavigationEntry(string Address, string Text, ImmutableArray<string> Under, int Count = 0);

/// <summary>What the frame around every page shows: who is here, for whom, what waits, what was just done.</summary>
public sealed class FrameFacts(
    MyWorkItems workItems,
    Inbox inbox,
    PlanTitle title,
    ReferenceTables reference,
    OfficeTime time,
    PageSettings settings
)
{
    private bool _isBroken;
    private int _open;
    private string _path = "/";

    public Actor? Person { get; private set; }
    public int Unread { get; private set; }
    public string Address { get; private set; } = "/";
    public string? Flash { get; private set; }
    public string Name { get; private set; } = Wording.Say("Frame.Product");

    /// <summary>Administrators keep the house; the plans are not theirs to look through.</summary>
    public bool Searches => Person is { } person && !IsAdministrator(person);

    public bool IsSearch => _path == "/search";

    /// <summary>What was looked for on this page; null on any other.</summary>
    public string? Sought { get; private set; }

    /// <summary>The demonstration's own time; null outside of one.</summary>
    public string? DemoTime => settings.IsDemo ? time.Moment(time.Now) : null;

    /// <summary>Body and post: for whom somebody acts is always in sight.</summary>
    public string Body =>
        Person is not { Post: { } post } ? ""
        : Person.AgencyCode is { } code ? $"{reference.NameOf(code)} · {Wording.Say("Post." + post)}"
        : Wording.Say("Post." + post);

    public ImmutableArray<NavigationEntry> Navigation =>
        Person is not { } person ? []
        : IsAdministrator(person)
            ?
            [
                new("/", "Nav.Todo", ["/work-items"]),
                new("/agencies", "Nav.Agencies", ["/agencies"]),
                .. RightsTable.May(person, Operation.AdministerAccounts) is null
                    ? [new NavigationEntry("/users", "Nav.Users", ["/users"])]
                    : NoEntries,
                .. RightsTable.May(person, Operation.ReadAudit) is null
                    ? [new NavigationEntry("/audit", "Nav.Audit", ["/audit"])]
                    : NoEntries,
            ]
        :
        [
            new("/", "Nav.Todo", ["/work-items"], _open),
            new("/plans", "Nav.Plans", ["/plans", "/assignments"]),
            .. RightsTable.May(person, Operation.PrepareNotice) is null
                ? [new NavigationEntry("/notices", "Nav.Notices", ["/notices"])]
                : NoEntries,
        ];

    private static ImmutableArray<NavigationEntry> NoEntries => [];

    public bool IsAt(NavigationEntry entry) =>
        _path == entry.Address || entry.Under.Any(u => new PathString(_path).StartsWithSegments(u));

    /// <summary>The page tells of a fault: nothing may be asked of storage that could fail again.</summary>
    public void AskNothing() => _isBroken = true;

    public async Task LoadAsync(HttpContext http)
    {
        _path = http.Request.Path;
        var isGet = HttpMethods.IsGet(http.Request.Method);
        Address = isGet ? LocalAddress.OrHome(http.Request.Path + http.Request.QueryString) : "/";
        Flash = Pages.Flash.Take(http);
        Sought = IsSearch ? Searched.In(http.Request.Query) : null;
        if (_isBroken || !http.User.IsSignedIn())
        {
            return;
        }
        var actor = http.User.Actor();
        Person = actor;
        _open = await workItems.CountAsync(actor, http.RequestAborted);
        Unread = await inbox.UnreadCountAsync(actor, http.RequestAborted);
        Name = await title.NewestAsync(actor, http.RequestAborted) ?? Name;
    }

    private static bool IsAdministrator(Actor actor) =>
        actor.Post is Post.SystemAdministrator or Post.SecurityAdministrator or Post.AuditAdministrator;
}

using System.Collections.Immutable;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Approvals;
using IpStrategy.Domain.Approvals.Proxies;

namespace IpStrategy.Application.Approvals;

/// <summary>Somebody to choose.</summary>
public sealed record PersonChoice(string UserName, string Name, Post Post);

/// <summary>Who there is to be asked, drawn in, told or named, agency by agency.</summary>
public sealed class PeopleToAsk(PostHolders holders)
{
    /// <summary>The body somebody acts for; who acts for none in particular stands with the office.</summary>
    public static string BodyOf(Actor actor) => Visibility.BodyOf(actor) ?? PostGroups.OfficeCode;

    /// <summary>Those of one body on whose desks work can lie, without the one who asks. Others than the office see only their own.</summary>
    /// <param name="parties">Bodies that take part in the matter at hand.</param>
    public ImmutableArray<PersonChoice> Of(string body, Actor actor, IEnumerable<string> parties) =>
        actor.IsOffice || body == BodyOf(actor) || parties.Contains(body)
            ?
            [
                .. holders
                    .All.Where(p =>
                        BodyOf(p.AsActor()) == body && ProxyRules.HasDesk(p.AsActor()) && p.Id != actor.UserId
                    )
                    .Select(p => new PersonChoice(p.UserName, p.Name, p.Post)),
            ]
            : [];
}

using System.Collections.Immutable;
using System.Globalization;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Notices;

/// <summary>Says what is odd in who answers for an assignment, and what was decided automatically.</summary>
internal sealed class RoleRemarks(ReadingContext context, DiagnosticLog log)
{
    private const int NearNames = 3;

    public void Say(TaskItem item, int number, ImmutableArray<Clause> clauses, Roles roles)
    {
        foreach (var remark in Lead(item, roles).Concat(Text(item, clauses, roles)))
        {
            log.Add(remark, number);
        }

        foreach (
            var party in clauses
                .SelectMany(clause => clause.Phrases)
                .SelectMany(Bodies)
                .DistinctBy(party => party.Place)
        )
        {
            foreach (var remark in Party(party))
            {
                log.Add(remark, number);
            }
        }
    }

    // A person is not looked for among the agencies.
    private static IEnumerable<ListedParty> Bodies(ClausePhrase phrase) =>
        phrase.Role == PartyRole.Sponsor ? [] : phrase.Listing.Parties;

    private static IEnumerable<Remark> Lead(TaskItem item, Roles roles)
    {
        var at = item.Start;
        if (roles.Leads.IsEmpty)
        {
            yield return roles.CoResponsible.IsEmpty
                ? new Remark(NoticeCode.NoParty, at)
                : new Remark(NoticeCode.LeadNotNamed, at, Names(roles.CoResponsible));
        }

        if (roles.Basis == LeadBasis.Inferred)
        {
            yield return new Remark(NoticeCode.LeadInferred, at, roles.Leads[0].Name);
        }

        if (roles.Leads.Length > 1)
        {
            yield return new Remark(NoticeCode.MultipleLeads, at, Names(roles.Leads));
        }

        if (roles.ImpliedImplementer)
        {
            yield return new Remark(NoticeCode.ImpliedImplementer, at, Names(roles.Leads));
        }

        foreach (var remark in roles.Leads.SelectMany(lead => KindOfLead(at, lead)))
        {
            yield return remark;
        }
    }

    private static IEnumerable<Remark> KindOfLead(int at, ListedParty lead)
    {
        if (lead.IsGroup)
        {
            yield return new Remark(NoticeCode.GroupAsLead, at, lead.Name);
        }

        if (lead.Entry is NamedParty.Single { Agency: var agency })
        {
            if (agency.Kind == AgencyKind.LeadershipGroupOffice)
            {
                yield return new Remark(NoticeCode.OfficeIsLead, at, lead.Name);
            }

            if (!agency.SubordinateToMunicipality)
            {
                yield return new Remark(NoticeCode.NonSubordinateLead, at, lead.Name);
            }
        }
    }

    private IEnumerable<Remark> Text(TaskItem item, ImmutableArray<Clause> clauses, Roles roles)
    {
        foreach (var party in roles.InBothRoles)
        {
            yield return new Remark(NoticeCode.PartyInBothRoles, party.Place.Start, party.Name);
        }

        if (clauses.Count(clause => clause.Style != ClauseStyle.Labelled) > 1)
        {
            yield return new Remark(
                NoticeCode.MultiClauseItem,
                item.Start,
                clauses.Length.ToString(CultureInfo.InvariantCulture)
            );
        }

        var end = clauses.IsEmpty || item.Given is not null ? item.Text.End : clauses[0].Place.Start;
        var text = item.Text with { End = end };
        foreach (var doers in new ProseDoers(context).Find(text))
        {
            yield return new Remark(
                NoticeCode.ProseResponsibility,
                doers.Start,
                context.Source.Name(doers.Start, doers.End)
            );
        }
    }

    private IEnumerable<Remark> Party(ListedParty party)
    {
        var at = party.Place.Start;
        if (context.Source.IsWrapped(party.Place.Start, party.Place.End))
        {
            yield return new Remark(NoticeCode.WrappedNameJoined, at, party.Name);
        }

        if (Entry(party) is { } remark)
        {
            yield return remark;
        }
    }

    private Remark? Entry(ListedParty party) =>
        party.Entry switch
        {
            NamedParty.Several { Group: { Type: AgencyGroupType.Closed } group } => Members(party, group),
            NamedParty.Single { Agency: var agency } when agency.IsValidAt(context.Day) => null,
            NamedParty.Single => new Remark(
                NoticeCode.AgencyNotValidAtDate,
                party.Place.Start,
                party.Name,
                context.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            ),
            _ when party.IsGroup => new Remark(NoticeCode.OpenGroup, party.Place.Start, party.Name),
            _ => Unknown(party),
        };

    private Remark Members(ListedParty party, AgencyGroup group)
    {
        var members = context.Directory.MembersAt(group, context.Day).Length;
        return new Remark(
            NoticeCode.GroupExpanded,
            party.Place.Start,
            party.Name,
            members.ToString(CultureInfo.InvariantCulture)
        );
    }

    private Remark Unknown(ListedParty party)
    {
        var near = context.Directory.NearNames(party.Name, NearNames);
        return new Remark(
            NoticeCode.UnknownAgency,
            party.Place.Start,
            party.Name,
            near.IsEmpty ? "-" : string.Join('、', near)
        );
    }

    private static string Names(ImmutableArray<ListedParty> parties) =>
        string.Join('、', parties.Select(party => party.Name));
}

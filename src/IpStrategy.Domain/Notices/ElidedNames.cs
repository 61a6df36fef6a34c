namespace IpStrategy.Domain.Notices;

/// <summary>
/// Supplies what a list leaves out: the level (省科技厅、工业和信息化厅) and a shared ending (市知识产权、工商、版权局).
/// Neither is carried over a comma.
/// </summary>
internal sealed class ElidedNames(ReadingContext context, HashSet<int> levelStarts)
{
    public List<ListedParty> Complete(List<ListedParty> parties, List<Remark> remarks)
    {
        var complete = new List<ListedParty>(parties);
        for (var index = 0; index < complete.Count; index++)
        {
            var party = complete[index];
            if (party.Entry is not null || party.IsGroup)
            {
                continue;
            }

            var name = Completed(complete, index);
            if (name != party.Name)
            {
                remarks.Add(new Remark(NoticeCode.ElidedNameExpanded, party.Place.Start, party.Name, name));
                complete[index] = party with { Name = name, Entry = context.Directory.FindAt(name, context.Day) };
            }
        }

        return complete;
    }

    private string Completed(List<ListedParty> parties, int index)
    {
        var name = parties[index].Name;
        var level = Level(parties, index);
        string[] known =
        [
            level + name,
            name + SharedEnding(parties, index),
            level + name + SharedEnding(parties, index),
        ];
        if (known.FirstOrDefault(IsKnown) is { } found)
        {
            return found;
        }

        // Where the directory holds this level it would know the name: then it is kept as printed, a doubt.
        var ended = name + SharedEnding(parties, index);
        return
            level.Length > 0
            && !HoldsLevel(level[0])
            && SharesKind(parties[index - 1].Name, ended)
            && !AgencyShapes.NamesItsPlace(ended)
            ? level + ended
            : ended;
    }

    private bool HoldsLevel(char level) => context.Directory.Agencies.Any(agency => agency.Name[0] == level);

    private bool IsKnown(string name) => context.Directory.FindAt(name, context.Day) is not null;

    private string Level(List<ListedParty> parties, int index) =>
        index > 0
        && !levelStarts.Contains(index)
        && AgencyShapes.HasLevel(parties[index - 1].Name)
        && !AgencyShapes.HasLevel(parties[index].Name)
            ? parties[index - 1].Name[..1]
            : "";

    private string SharedEnding(List<ListedParty> parties, int index)
    {
        if (AgencyShapes.LooksLikeAgency(parties[index].Name))
        {
            return "";
        }

        for (var next = index + 1; next < parties.Count && !levelStarts.Contains(next); next++)
        {
            var last = parties[next].Name[^1];
            if (AgencyShapes.LooksLikeAgency(parties[next].Name))
            {
                return AgencyShapes.IsSharedEnding(last) ? last.ToString() : "";
            }
        }

        return "";
    }

    // 省科技厅、人民银行 do not share a level, departments do; after 省委宣传部 it would be 省委 that is left out.
    private static bool SharesKind(string previous, string name) =>
        AgencyShapes.IsSharedEnding(previous[^1]) && AgencyShapes.IsSharedEnding(name[^1]) && previous[1] != '委';
}

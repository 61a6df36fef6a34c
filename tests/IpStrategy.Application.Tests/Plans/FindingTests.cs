using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Application.Tests.Plans;

/// <summary>Search and sorted pages mean the same on both databases.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Assignments_are_found_by_number_by_a_piece_of_text_and_by_a_body(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();

        // A number means the assignment, and only where there is none the text (500 家 in 23).
        Assert.Equal([50], await FoundAsync(office, "leadership", "50"));
        Assert.Equal([23], await FoundAsync(office, "leadership", "500"));
        // A piece of a word, a name inside the clause, a member of a group that no clause prints, an official name.
        Assert.Equal([10], (await FoundAsync(office, "leadership", "软件产业基地")).Order());
        Assert.Contains(44, await FoundAsync(office, "leadership", "天津海关"));
        Assert.Contains(50, await FoundAsync(office, "leadership", "南开区"));
        Assert.Equal(
            await FoundAsync(office, "leadership", "市科委"),
            await FoundAsync(office, "leadership", "天津市科学技术委员会")
        );
        // All words must fit; what LIKE takes for anything is only itself.
        Assert.Empty(await FoundAsync(office, "leadership", "软件产业基地 天津海关"));
        Assert.Empty(await FoundAsync(office, "leadership", "%"));
        Assert.Empty(await FoundAsync(office, "leadership", "_"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Nobody_finds_what_he_may_not_see(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        var all = await FoundAsync(office, "leadership", "知识产权");

        var own = await FoundAsync(office, "hg.officer", "知识产权");

        Assert.InRange(own.Count, 1, all.Count - 1);
        Assert.Empty(await FoundAsync(office, "fl.officer", "软件产业基地"));
    }

    [Theory]
    [InlineData(TestDatabase.Sqlite)]
    [InlineData(TestDatabase.PostgreSql)]
    public async Task Every_sort_shows_every_row_once_both_ways(TestDatabase database)
    {
        await using var office = await Office.OpenAsync(database);
        await office.IssueAsync();
        await office.DoStepAsync("zscqj.officer", 26, StepRules.Acknowledge);
        await office.DoStepAsync("zscqj.officer", 2, StepRules.Acknowledge);
        foreach (var (state, sort) in Sorts())
        {
            var up = await WalkAsync(office, state, new(sort));
            var down = await WalkAsync(office, state, new(sort, Direction.Descending));

            Assert.Equal(state == WorkItemListState.Open ? 114 : 2, up.Count);
            Assert.Equal(up, Enumerable.Reverse(down));
        }
    }

    private static IEnumerable<(WorkItemListState State, WorkItemSort Sort)> Sorts() =>
        from state in Enum.GetValues<WorkItemListState>()
        from sort in Enum.GetValues<WorkItemSort>()
        where state == WorkItemListState.Done || sort != WorkItemSort.Closed
        select (state, sort);

    private static async Task<List<string>> WalkAsync(
        Office office,
        WorkItemListState state,
        Sorting<WorkItemSort> sort
    )
    {
        var ids = new List<string>();
        var filter = new WorkItemFilter(WorkItemScope.All, state, state == WorkItemListState.Open ? 40 : 1, Sort: sort);
        do
        {
            var page = await office.AskAsync<MyWorkItems, Page<WorkItemView>>(u =>
                u.RunAsync(filter, office.Person("leadership"), default)
            );
            ids.AddRange(page.Items.Select(i => i.Id));
            filter = filter with { After = page.Next };
        } while (filter.After is not null);
        return ids;
    }

    private static async Task<List<int>> FoundAsync(Office office, string userName, string words)
    {
        var numbers = new List<int>();
        string? after = null;
        do
        {
            var page = await office.AskAsync<AssignmentSearch, Page<AssignmentSummary>>(u =>
                u.RunAsync(words, after, 7, office.Person(userName), default)
            );
            numbers.AddRange(page.Items.Select(a => a.Number));
            after = page.Next;
        } while (after is not null);
        return numbers;
    }
}

using IpStrategy.Application.Plans;
using IpStrategy.Application.Plans.Control;
using IpStrategy.Application.Processes;
using IpStrategy.Domain.Plans.Changes;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Plans.Control;

/// <summary>What tests of whole assignments say all the time.</summary>
internal static class Controls
{
    public static Task<long> AssignmentAsync(this Office office, int number) =>
        office.ReadAsync(db => db.Assignments.Where(a => a.Number == number).Select(a => a.Id).SingleAsync());

    public static async Task<Outcome<ControlView>> ControlAsync(
        this Office office,
        string userName,
        int number,
        ControlVerb verb,
        Func<ControlOrder, ControlOrder>? more = null
    )
    {
        var order = new ControlOrder(await office.AssignmentAsync(number), verb) { Reason = "机构改革，暂缓办理" };
        order = more is null ? order : more(order);
        return await office.AskAsync<ControlAssignment, Outcome<ControlView>>(u =>
            u.RunAsync(order, WriteRequest.Plain, office.Person(userName), default)
        );
    }

    /// <summary>Insists that it is done, and that the preview had told what was done.</summary>
    public static async Task<ControlView> DoControlAsync(
        this Office office,
        int number,
        ControlVerb verb,
        Func<ControlOrder, ControlOrder>? more = null,
        string userName = "office.clerk"
    )
    {
        var order = more ?? (o => o);
        var preview = await office.ControlAsync(userName, number, verb, o => order(o) with { IsPreview = true });
        Assert.False(preview.IsRefused, $"{verb} {number}: {preview.Refusal}");
        var mark = preview.Value.Mark;
        var done = await office.ControlAsync(userName, number, verb, o => order(o) with { Mark = mark });
        Assert.False(done.IsRefused, $"{verb} {number}: {done.Refusal}");
        Assert.Equal(preview.Value.Effects, done.Value.Effects);
        return done.Value;
    }

    public static async Task<AssignmentView> ViewAsync(this Office office, string userName, int number)
    {
        var id = await office.AssignmentAsync(number);
        return (
            await office.AskAsync<AssignmentDetail, AssignmentView?>(u =>
                u.RunAsync(id, office.Person(userName), default)
            )
        )!;
    }

    public static string[] KindsOf(this ControlView view) => [.. view.Effects.Select(e => e.Kind).Distinct()];

    public static async Task<string[]> BodiesAsync(this Office office, int number, string step) =>
        [
            .. (
                await office.ReadAsync(db =>
                    db.WorkItems.Where(w =>
                            w.AssignmentNumber == number
                            && w.Step == step
                            && w.State == Domain.Approvals.WorkItemState.Open
                        )
                        .Select(w => w.Body)
                        .ToListAsync()
                )
            ).Order(StringComparer.Ordinal),
        ];
}

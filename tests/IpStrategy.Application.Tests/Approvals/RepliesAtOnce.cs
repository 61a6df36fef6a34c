using IpStrategy.Domain.Approvals;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Application.Tests.Approvals;

/// <summary>42 has six co-responsible agencies: three reply, then the last three at the same moment; the instance must go on every time.</summary>
internal static class RepliesAtOnce
{
    private static readonly string[] Early = ["gsj", "bqj", "wgj"];
    private static readonly string[] Together = ["nw", "hg", "gaj"];

    public static async Task ProveAsync(Office office, int times)
    {
        await office.DoStepAsync("zscqj.officer", 42, StepRules.Acknowledge);
        await office.DoStepAsync("zscqj.officer", 42, StepRules.DraftPlan, null, ("plan", "方案"));
        for (var time = 1; time <= times; time++)
        {
            await RoundAsync(office);
        }
        var replies = await office.ReadAsync(db => db.Replies.CountAsync(r => r.UndertakingId != 0));
        Assert.Equal(times * (Early.Length + Together.Length), replies);
    }

    private static async Task RoundAsync(Office office)
    {
        foreach (var agency in Early)
        {
            await office.DoStepAsync($"{agency}.officer", 42, StepRules.Reply, null, ("outcome", "Concur"));
        }
        var items = await Task.WhenAll(Together.Select(a => office.TheItemAsync($"{a}.officer", 42, StepRules.Reply)));
        var done = await Task.WhenAll(
            Together.Zip(
                items,
                (a, item) => Task.Run(() => office.CompleteAsync($"{a}.officer", item, null, ("outcome", "Concur")))
            )
        );
        Assert.All(done, d => Assert.False(d.IsRefused, d.Refusal?.ToString()));
        await office.DoStepAsync("zscqj.officer", 42, StepRules.Consolidate, null, ("plan", "汇总"));
        await office.ReturnToDraftAsync(42);
    }
}

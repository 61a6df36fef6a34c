using System.Text.Json;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Web.Tests.Proof;

/// <summary>
/// Plays everybody in the city: looks what lies open and lets whoever it lies with do it, through the HTTP API alone. 42 has an agency
/// that does not concur and one that stays silent; the paper of 26 is returned once; 5 has its open group named.
/// </summary>
internal sealed class PlanDriver(Func<string, Task<HttpClient>> signIn)
{
    public const int NonConcurring = 42;
    public const string NonConcurringAgency = "hg";
    public const string SilentAgency = "gaj";
    public const int Returned = 26;
    public static readonly string[] NamedForTheOpenGroup = ["kw", "fgw"];
    private const int MostRounds = 60;
    private bool _hasNotConcurred;
    private bool _hasReturned;

    /// <summary>While true the silent agency leaves its request where it is.</summary>
    public bool KeepsSilent { get; set; } = true;

    public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

    /// <summary>Until nothing lies open, or only what the silent agency keeps.</summary>
    /// <returns>What still lies open.</returns>
    public async Task<IReadOnlyList<JsonElement>> RunAsync()
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var open = await OpenAsync();
            var todo = open.Where(i => !IsKept(i)).ToList();
            if (todo.Count == 0)
            {
                return open;
            }
            foreach (var item in todo)
            {
                await ActAsync(item);
            }
        }
        throw new InvalidOperationException("The plan does not come to an end.");
    }

    private bool IsKept(JsonElement item) =>
        KeepsSilent
        && item.GetProperty("assignmentNumber").GetInt32() == NonConcurring
        && item.Text("body") == SilentAgency
        && item.Text("step") == StepRules.Reply;

    private async Task<IReadOnlyList<JsonElement>> OpenAsync()
    {
        var clerk = await signIn("office.clerk");
        var open = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = await clerk.GetJsonAsync($"/api/work-items?scope=all&state=open&pageSize=200{after}");
            open.AddRange(page.Items());
            after = page.GetProperty("next").GetString() is { } next ? $"&after={next}" : null;
        } while (after is not null);
        return open;
    }

    private async Task ActAsync(JsonElement item)
    {
        var (step, number) = (item.Text("step"), item.GetProperty("assignmentNumber").GetInt32());
        var client = await signIn(WhoDoes(step, item.Text("body")));
        var (action, body) = Deed(step, number, item);
        var response = await client.PostJsonAsync($"/api/work-items/{item.Text("id")}/{action}", body);
        await response.ReadAsync(200);
        Done[step] = Done.GetValueOrDefault(step) + 1;
    }

    private static string WhoDoes(string step, string body) =>
        step switch
        {
            StepRules.NameAgencies or StepRules.OfficeCheck or StepRules.Convene => "office.clerk",
            StepRules.DirectorSign => "office.director",
            StepRules.DeputySign => "group.deputy",
            StepRules.DecideImpasse => "leadership",
            StepRules.LeaderSign when body == PostGroups.OfficeCode => "office.director",
            StepRules.LeaderSign or StepRules.Countersign => $"{body}.leader",
            _ when body == PostGroups.OfficeCode => "office.clerk",
            _ => $"{body}.officer",
        };

    private (string Action, object Body) Deed(string step, int number, JsonElement item)
    {
        var version = item.GetProperty("version").GetInt32();
        if (step == StepRules.OfficeCheck && number == Returned && !_hasReturned)
        {
            _hasReturned = true;
            return (
                "return",
                new
                {
                    version,
                    target = StepRules.Consolidate,
                    resume = "whereItWas",
                    opinion = "数据有误,请改正",
                }
            );
        }
        var (answers, opinion) = Answers(step, number, item);
        return (
            "complete",
            new
            {
                version,
                answers,
                opinion,
            }
        );
    }

    private (object Answers, string? Opinion) Answers(string step, int number, JsonElement item)
    {
        switch (step)
        {
            case StepRules.DraftPlan or StepRules.Consolidate:
                return (new { plan = $"任务{number}实施方案" }, null);
            case StepRules.NameAgencies:
                return (new { agencies = NamedForTheOpenGroup }, null);
            case StepRules.Reply
                when number == NonConcurring && item.Text("body") == NonConcurringAgency && !_hasNotConcurred:
                _hasNotConcurred = true;
                return (new { outcome = "NonConcur" }, "海关职责表述不当");
            case StepRules.Reply:
                return (new { outcome = "Concur" }, null);
            case StepRules.AnswerNonConcur:
                return (new { decision = "askAgain" }, "已按意见修改");
            case StepRules.ApplyForCompletion:
                return (new { summary = "任务已完成", evidence = "证明材料清单" }, null);
            default:
                return (new { }, null);
        }
    }
}

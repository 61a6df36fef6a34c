using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using IpStrategy.Application.Approvals;
using IpStrategy.Domain.Approvals;
using IpStrategy.Persistence;
using IpStrategy.Workflow;
using Microsoft.EntityFrameworkCore;

namespace IpStrategy.Benchmarks;

/// <summary>
/// Sequential <c>complete</c> commands a second, in process, on SQLite with durable commits: each from an empty context to the
/// commit. Three steps of the model plan's course, over several installations.
/// </summary>
internal static class Load
{
    // The first installations only warm the process up: tiered compilation settles after a few thousand calls.
    private const int WarmUps = 3;
    private const int Measured = 5;

    // A new installation translates each query once; a server that runs has that behind it.
    private const int Unmeasured = 10;

    public static async Task RunAsync(TextWriter output)
    {
        var steps = new[]
        {
            new Step(StepRules.Acknowledge, Answers.None),
            new Step(StepRules.DraftPlan, Text("plan", "实施方案")),
            new Step(StepRules.Reply, Text("outcome", "Concur")),
        };
        for (var round = 0; round < WarmUps + Measured; round++)
        {
            await RoundAsync(steps, round >= WarmUps);
        }
        foreach (var step in steps)
        {
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{step.Name, -12} {step.Count, 4} a round   median {step.Median, 5:F0} complete/s   worst {step.Worst, 5:F0}   processor {step.Processor, 5:F2} ms each"
            );
            await output.WriteLineAsync(line);
        }
        await output.WriteLineAsync(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This disk, now: {DurableWriteTime().TotalMilliseconds:F2} ms for a durable write of a command's size."
            )
        );
        await output.WriteLineAsync(
            "The number that matters is the median of 'reply', the commonest step: at least 500/s."
        );
    }

    private static async Task RoundAsync(Step[] steps, bool counts)
    {
        await using var installed = await Installed.MakeAsync();
        await installed.IssueAsync(await installed.ImportAsync());
        foreach (var step in steps)
        {
            var todo = await installed.AskAsync<IpStrategyContext, List<Todo>>(db =>
                db.WorkItems.Where(w => w.Step == step.Name && w.State == WorkItemState.Open)
                    .Select(w => new Todo(w.Id, w.Version, w.Body))
                    .ToListAsync()
            );
            foreach (var item in todo.Take(Unmeasured))
            {
                await CompleteAsync(installed, step, item);
            }
            todo.RemoveRange(0, Unmeasured);
            var (watch, before) = (Stopwatch.StartNew(), ProcessorTime());
            foreach (var item in todo)
            {
                await CompleteAsync(installed, step, item);
            }
            if (counts)
            {
                step.Record(todo.Count, watch.Elapsed, ProcessorTime() - before);
            }
        }
    }

    private static async Task CompleteAsync(Installed installed, Step step, Todo item)
    {
        var actor = installed.Person(item.Body == PostGroups.OfficeCode ? "clerk" : item.Body + ".officer");
        var done = await installed.AskAsync<CompleteWorkItem, Outcome<WorkItemView>>(u =>
            u.RunAsync(WorkItemRequest.Of(item.Id, item.Version), step.Answers, actor, default)
        );
        if (done.IsRefused)
        {
            throw new InvalidOperationException($"{step.Name}: {done.Refusal}");
        }
    }

    // No command can be faster than what it has to wait for.
    private static TimeSpan DurableWriteTime()
    {
        const int writes = 200;
        var pages = new byte[20 * 4096];
        var path = Path.GetTempFileName();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            var watch = Stopwatch.StartNew();
            for (var write = 0; write < writes; write++)
            {
                file.Write(pages);
                file.Flush(flushToDisk: true);
            }
            watch.Stop();
            file.Close();
            File.Delete(path);
            return watch.Elapsed / writes;
        }
    }

    // Tells a slow command from a busy machine.
    private static TimeSpan ProcessorTime()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static Answers Text(string field, string value) =>
        new(ImmutableSortedDictionary<string, Answer>.Empty.Add(field, new Answer.Text(value)), null);

    private sealed record Todo(long Id, int Version, string Body);

    private sealed class Step(string name, Answers answers)
    {
        private readonly List<double> _rates = [];
        private readonly List<double> _processor = [];

        public string Name => name;
        public Answers Answers => answers;
        public int Count { get; private set; }
        public double Median => _rates.Order().ElementAt(_rates.Count / 2);
        public double Processor => _processor.Order().ElementAt(_processor.Count / 2);
        public double Worst => _rates.Min();

        public void Record(int count, TimeSpan took, TimeSpan processor)
        {
            Count = count;
            _processor.Add(processor.TotalMilliseconds / count);
            _rates.Add(count / took.TotalSeconds);
        }
    }
}

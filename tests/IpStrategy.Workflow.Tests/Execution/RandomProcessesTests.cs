using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>
/// Random processes on random ways. <see cref="TestRun"/> checks at every command that restoring the state changes nothing
/// and that no timer, subscription, task or continuation outlives its element.
/// </summary>
public sealed class RandomProcessesTests
{
    private const int LongestWalk = 400;

    [Fact]
    public void Every_run_comes_to_its_end_and_can_be_replayed() =>
        Check(
            1,
            test =>
            {
                var definition = RandomProcesses.Build(test.Process);
                var run = Walk(definition, test, withInterference: false);
                if (run.Commands.Count < LongestWalk)
                {
                    Assert.Equal(InstanceStatus.Completed, run.Status);
                }
                AssertUndoneAtMostOnce(definition, run);
                AssertReplays(definition, run);
            }
        );

    [Fact]
    public void Whatever_is_cancelled_moved_or_suspended_a_run_ends_or_waits_somewhere_nameable() =>
        Check(
            2,
            test =>
            {
                var definition = RandomProcesses.Build(test.Process);
                var run = Walk(definition, test, withInterference: true);
                if (run.Status == InstanceStatus.Active)
                {
                    Assert.NotEmpty(run.State!.WaitingAt(definition));
                }
                AssertReplays(definition, run);
            }
        );

    private static void Check(ulong seed, Action<RandomCase> holds) =>
        Prop.ForAll(RandomProcesses.Cases.ToArbitrary(), test => holds(test))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(seed, 7));

    private static TestRun Walk(ProcessDefinition definition, RandomCase test, bool withInterference)
    {
        var walk = new Choices(test.Choices);
        var run = TestRun.Of(definition);
        run.Do(run.StartCommand(("n", 0), ("again", false), ("b0", walk.Next(2) == 0), ("b1", walk.Next(2) == 0)));
        while (run.Commands.Count < LongestWalk && !run.State!.HasEnded)
        {
            var possible = Possible(run.State);
            if (possible.Count == 0)
            {
                break;
            }
            if (withInterference && walk.Next(6) == 0)
            {
                Interfere(run, definition, walk);
                continue;
            }
            run.Now = run.Now.AddHours(1);
            run.Do(With(possible[walk.Next(possible.Count)], walk));
        }
        return run;
    }

    private static List<Command> Possible(InstanceState state)
    {
        var commands = new List<Command>();
        if (state.Status == InstanceStatus.Suspended)
        {
            return [new Command.Resume()];
        }
        foreach (var element in state.Elements)
        {
            commands.AddRange(
                element.WaitsFor switch
                {
                    WaitingFor.Task => [new Command.CompleteTask(element.Id, Command.NoVariables)],
                    WaitingFor.Work => [new Command.CompleteWork(element.Id, Command.NoVariables)],
                    WaitingFor.Child => [new Command.ChildEnded(element.Id, Command.NoVariables)],
                    WaitingFor.Entry or WaitingFor.Exit => [new Command.RunContinuation(element.Id)],
                    _ => ImmutableArray<Command>.Empty,
                }
            );
            commands.AddRange(element.Timers.Select(t => new Command.FireTimer(t.Id)));
            commands.AddRange(
                element
                    .Subscriptions.Where(s => s.Kind == SubscriptionKind.Message)
                    .Select(s => new Command.DeliverMessage(s.Id, s.Name, Command.NoVariables))
            );
        }
        return commands;
    }

    private static Command With(Command command, Choices walk) =>
        command is Command.CompleteTask complete
            ? complete with
            {
                Variables = TestRun.Variables(
                    ("again", walk.Next(4) == 0),
                    ("b0", walk.Next(2) == 0),
                    ("out", walk.Next(9))
                ),
            }
            : command;

    private static void Interfere(TestRun run, ProcessDefinition definition, Choices walk)
    {
        var element = run.State!.Elements[walk.Next(run.State.Elements.Length)];
        var target = definition.Nodes[walk.Next(definition.Nodes.Length)];
        Command command = walk.Next(5) switch
        {
            0 => new Command.Suspend(),
            1 => new Command.Modify([new Modification.CancelElement(element.Id)]),
            2 => new Command.Modify([
                new Modification.CancelActivity(element.ActivityId),
                new Modification.StartBefore(target.Id),
            ]),
            3 => new Command.Modify([new Modification.StartAfter(target.Id)]),
            _ => new Command.SetVariables(element.Id, TestRun.Variables(("b1", walk.Next(2) == 0))),
        };
        // Some of these are refused, and then nothing must have changed.
        var before = run.State;
        if (run.Try(command) is not null)
        {
            Assert.Same(before, run.State);
            run.Now = run.Now.AddHours(1);
            run.Do(With(Possible(before)[0], walk));
        }
    }

    private static void AssertUndoneAtMostOnce(ProcessDefinition definition, TestRun run)
    {
        foreach (var boundary in definition.Nodes.OfType<BoundaryEvent>().Where(b => b.CompensationHandler is not null))
        {
            var undone = run.Count(HistoryEntryKind.Entered, boundary.CompensationHandler!);
            Assert.InRange(undone, 0, run.Count(HistoryEntryKind.Completed, boundary.AttachedTo));
        }
    }

    private static void AssertReplays(ProcessDefinition definition, TestRun run)
    {
        var again = TestRun.Of(definition);
        var entries = new Queue<HistoryEntry>(run.History);
        foreach (var command in run.Commands)
        {
            again.Now = entries.Count == 0 ? again.Now : entries.Peek().At;
            var known = again.History.Count;
            again.Do(command);
            foreach (var entry in again.History.Skip(known))
            {
                Assert.Equal(entries.Dequeue().ToString(), entry.ToString());
            }
        }
        Assert.Empty(entries);
    }

    private sealed class Choices(int[] numbers)
    {
        private int _at;

        public int Next(int below)
        {
            // Mixed with the position, so that a short list does not walk in circles.
            var mixed = (uint)numbers[_at % numbers.Length] + ((uint)_at * 2_654_435_761);
            _at++;
            return (int)(mixed / 7 % (uint)below);
        }
    }
}

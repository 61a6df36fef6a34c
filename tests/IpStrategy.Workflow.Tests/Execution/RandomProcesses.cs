using FsCheck;
using FsCheck.Fluent;
using IpStrategy.Testing;
using IpStrategy.Workflow.Definitions;
using static IpStrategy.Testing.ProcessBuilder;

namespace IpStrategy.Workflow.Tests.Execution;

/// <summary>A piece of a process with one way in and one way out, so that whatever is put together from pieces can end.</summary>
internal abstract record Piece
{
    /// <param name="Kind">Picks one of the plain elements.</param>
    public sealed record Step(int Kind) : Piece;

    public sealed record Sequence(Piece[] Pieces) : Piece;

    /// <param name="Kind">0 exclusive, 1 parallel, 2 inclusive, 3 parallel with a complex join that the first branch opens.</param>
    public sealed record Split(int Kind, Piece[] Branches) : Piece;

    /// <param name="Runs">Null once; else that many runs.</param>
    /// <param name="Boundary">
    /// 0 none, 1 interrupting timer, 2 a repeating one, 3 a message beside, 4 a condition beside, 5 the cancel event of a transaction.
    /// </param>
    public sealed record Scope(Piece Inside, int? Runs, bool IsSequential, int Boundary) : Piece;

    public sealed record Loop(Piece Inside) : Piece;

    public sealed override string ToString() =>
        this switch
        {
            Step s => $"step{s.Kind}",
            Sequence s => string.Join(' ', s.Pieces.Select(p => p.ToString())),
            Split s => $"split{s.Kind}({string.Join(" | ", s.Branches.Select(p => p.ToString()))})",
            Scope s => $"scope[{s.Runs},{s.IsSequential},{s.Boundary}]({s.Inside})",
            Loop l => $"loop({l.Inside})",
            _ => "?",
        };
}

/// <param name="Choices">What decides at every fork of the walk, in turn and again from the start.</param>
internal sealed record RandomCase(Piece Process, int[] Choices)
{
    public override string ToString() => $"{Process} / {string.Join(',', Choices)}";
}

internal static class RandomProcesses
{
    private const int Kinds = 12;

    public static Gen<RandomCase> Cases =>
        from piece in Gen.Sized(size => Pieces(Math.Min(4, 1 + (size / 20))))
        from choices in Gen.ArrayOf(Gen.Choose(0, 999), 24)
        select new RandomCase(piece, choices);

    public static ProcessDefinition Build(Piece piece)
    {
        var names = new Names();
        var process = Process("p").Start();
        Draw(process, piece, names);
        return process.End().Build();
    }

    private static Gen<Piece> Pieces(int depth) =>
        depth == 0
            ? Steps
            : Gen.OneOf(
                Steps,
                Sequences(depth),
                Sequences(depth),
                from kind in Gen.Choose(0, 3)
                from count in Gen.Choose(2, 3)
                from branches in Gen.ArrayOf(Pieces(depth - 1), count)
                select (Piece)new Piece.Split(kind, branches),
                from inside in Pieces(depth - 1)
                from runs in Gen.Choose(-2, 3)
                from sequential in Gen.Choose(0, 1)
                from boundary in Gen.Choose(0, 5)
                select (Piece)new Piece.Scope(inside, runs < 0 ? null : runs, sequential == 1, boundary),
                from inside in Pieces(depth - 1)
                select (Piece)new Piece.Loop(inside)
            );

    private static Gen<Piece> Steps => from kind in Gen.Choose(0, Kinds - 1) select (Piece)new Piece.Step(kind);

    private static Gen<Piece> Sequences(int depth) =>
        from count in Gen.Choose(2, 4)
        from pieces in Gen.ArrayOf(Pieces(depth - 1), count)
        select (Piece)new Piece.Sequence(pieces);

    private static void Draw(ProcessBuilder process, Piece piece, Names names)
    {
        switch (piece)
        {
            case Piece.Step step:
                DrawStep(process, step.Kind, names);
                break;
            case Piece.Sequence sequence:
                Array.ForEach(sequence.Pieces, p => Draw(process, p, names));
                break;
            case Piece.Split split:
                DrawSplit(process, split, names);
                break;
            case Piece.Scope scope:
                DrawScope(process, scope, names);
                break;
            case Piece.Loop loop:
                DrawLoop(process, loop, names);
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    private static void DrawStep(ProcessBuilder process, int kind, Names names)
    {
        _ = kind switch
        {
            0 or 1 => process.UserTask(names.Next("user")),
            2 => process.Task(names.Next("task")),
            3 => process.Script(names.Next("script"), "n + 1", "n"),
            4 => process.Service(names.Next("work"), new Implementation.External(Text("topic"))),
            5 => process.Receive(names.Next("receive"), names.Next("message")),
            6 => process.Catch(names.Next("timer"), new EventDefinition.Timer(TimerKind.Duration, Text("P1D"))),
            7 => process.Script(names.Next("later"), "n", with: s => s with { AsyncBefore = true, AsyncAfter = true }),
            8 => process.Call(names.Next("call"), "child"),
            9 => DrawUndoable(process, h => h.UserTask(names.Next("undo")), names),
            10 => DrawUndoable(process, h => h.Script(names.Next("undo"), "n - 1", "n"), names),
            _ => process.Throw(names.Next("undoing"), new EventDefinition.Compensation(ActivityId: null, true)),
        };
    }

    private static ProcessBuilder DrawUndoable(ProcessBuilder process, Action<ProcessBuilder> handler, Names names)
    {
        var id = names.Next("undoable");
        return process.UserTask(id).Undo(id, handler);
    }

    private static void DrawSplit(ProcessBuilder process, Piece.Split split, Names names)
    {
        var (fork, join) = (names.Next("fork"), names.Next("join"));
        Gateway(process, split.Kind, fork);
        for (var i = 0; i < split.Branches.Length; i++)
        {
            var isLast = i == split.Branches.Length - 1;
            _ = split.Kind switch
            {
                1 or 3 => process.From(fork),
                _ when isLast => process.FromDefault(fork),
                _ => process.From(fork, $"b{i}"),
            };
            Draw(process, split.Branches[i], names);
            _ = i == 0 ? Join(process, split.Kind, join) : process.To(join);
        }
        process.From(join);
    }

    private static ProcessBuilder Join(ProcessBuilder process, int kind, string id) =>
        kind == 3 ? process.Complex(id, "activationCount >= 1") : Gateway(process, kind, id);

    private static ProcessBuilder Gateway(ProcessBuilder process, int kind, string id) =>
        kind switch
        {
            0 => process.Exclusive(id),
            1 or 3 => process.Parallel(id),
            _ => process.Inclusive(id),
        };

    private static void DrawScope(ProcessBuilder process, Piece.Scope scope, Names names)
    {
        var id = names.Next("scope");
        var loop = scope.Runs is { } runs
            ? new LoopCharacteristics.MultiInstance(
                scope.IsSequential,
                Feel($"{runs}"),
                null,
                null,
                "out",
                "outs",
                Feel("nrOfCompletedInstances >= 2 and b0")
            )
            : null;
        process.SubProcess(
            id,
            s =>
            {
                s.Start(names.Next("in"));
                Draw(s, scope.Inside, names);
                if (scope.Boundary == 5)
                {
                    var decided = names.Next("decided");
                    s.Exclusive(decided).From(decided, "b0").End(names.Next("cancel"), new EventDefinition.Cancel());
                    s.FromDefault(decided);
                }
                s.End(names.Next("out"));
            },
            s => s with { Loop = loop, IsTransaction = scope.Boundary == 5 }
        );
        var merge = names.Next("merge");
        process.Exclusive(merge);
        if (scope.Boundary == 0)
        {
            return;
        }
        EventDefinition definition = scope.Boundary switch
        {
            1 => new EventDefinition.Timer(TimerKind.Duration, Text("P5D")),
            4 => new EventDefinition.Conditional(Feel("b0 and n > 1")),
            2 => new EventDefinition.Timer(TimerKind.Cycle, Text("R2/P1D")),
            5 => new EventDefinition.Cancel(),
            _ => new EventDefinition.Message(new MessageReference(names.Next("message"))),
        };
        var interrupts = scope.Boundary is 1 or 5;
        process.Boundary(names.Next("boundary"), id, definition, interrupts).UserTask(names.Next("instead"));
        _ = interrupts ? process.To(merge) : process.End(names.Next("aside"));
        process.From(merge);
    }

    private static void DrawLoop(ProcessBuilder process, Piece.Loop loop, Names names)
    {
        var (merge, again, after) = (names.Next("merge"), names.Next("again"), names.Next("user"));
        process.Exclusive(merge);
        Draw(process, loop.Inside, names);
        // The person at the end of each round says whether there is another one.
        process
            .UserTask(after)
            .Exclusive(again)
            .From(again, "again")
            .To(merge)
            .FromDefault(again)
            .Task(names.Next("task"));
    }

    private sealed class Names
    {
        private int _count;

        public string Next(string kind) => $"{kind}{_count++}";
    }
}

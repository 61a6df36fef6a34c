using System.Collections.Immutable;

namespace IpStrategy.Domain.Notices;

/// <summary>A stretch of text that is one task.</summary>
/// <param name="Label">Its label, or null for a paragraph.</param>
/// <param name="Start">Where the label begins.</param>
/// <param name="Text">Label left out, all below it included.</param>
/// <param name="Section">Its chapter's running number.</param>
internal sealed record TaskItem(ItemLabel? Label, int Start, FlatRange Text, int? Section)
{
    /// <summary>Where what it stands under begins: numbers may restart there.</summary>
    public int Parent { get; init; }

    /// <summary>Its clause where a table gives it; else it is looked for in the text.</summary>
    public Clause? Given { get; init; }
}

/// <summary>Chapters and tasks, and what is to be said of the rest.</summary>
internal sealed record SelectedItems(
    ImmutableArray<(OutlineNode Node, string Title)> Sections,
    ImmutableArray<TaskItem> Items,
    ImmutableArray<Remark> Remarks
);

/// <summary>
/// Decides which labelled stretches are the tasks: those that carry a clause. Of a parent and its children the children
/// are, if at least half of them carry one; else the parent is, and its children are its points.
/// </summary>
internal sealed class ItemSelector(ReadingContext context)
{
    private readonly ClauseFinder _finder = new(context);
    private readonly Dictionary<OutlineNode, FoundClauses> _found = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<LabelKind, bool> _isItemKind = [];
    private readonly List<(OutlineNode Node, string Title)> _sections = [];
    private readonly List<TaskItem> _items = [];
    private readonly List<Remark> _remarks = [];

    public SelectedItems Select(OutlineNode root)
    {
        foreach (
            var kind in root.Subtree().Where(node => node.Label is not null).GroupBy(node => node.Label!.Value.Kind)
        )
        {
            _isItemKind[kind.Key] = kind.Count(HasOwnClause) * 2 >= kind.Count();
        }

        if (root.Children.Count == 0)
        {
            TakeParagraphs(root.Own, null);
        }
        else
        {
            SayOrphans(root);
            TakeTop(root);
        }

        return new SelectedItems([.. _sections], [.. _items], [.. _remarks]);
    }

    private void TakeTop(OutlineNode root)
    {
        var siblingsAreItems =
            !root.Children.Any(IsHeadedSection)
            && ChildrenAreItems(root)
            && root.Children.All(child => child.Children.Count == 0 || !ChildrenAreItems(child));
        foreach (var child in root.Children)
        {
            if (siblingsAreItems)
            {
                Take(child, root, null);
            }
            else
            {
                TakeSection(child, root);
            }
        }
    }

    private void TakeSection(OutlineNode node, OutlineNode root)
    {
        var items = _items.Count;
        var section = _sections.Count + 1;
        _sections.Add((node, Title(node)));
        if (ChildrenAreItems(node))
        {
            TakeHead(node, root, section);
            TakeChildren(node, section);
        }
        else if (HeadedParagraphs(node) is { } paragraphs)
        {
            _sections[^1] = (node, context.Source.Printed(paragraphs[0].Start, paragraphs[0].End));
            TakeParagraphs(node.Own with { Start = paragraphs[1].Start }, section);
        }
        else if (HasClause(node))
        {
            // A chapter that is itself a task among chapters that hold tasks.
            _sections.RemoveAt(_sections.Count - 1);
            Take(node, root, null);
        }

        if (_items.Count == items && _sections.Count == section)
        {
            _remarks.Add(new Remark(NoticeCode.UnparsedText, node.Start, Title(node)));
        }
    }

    private void TakeChildren(OutlineNode node, int? section)
    {
        foreach (var child in node.Children)
        {
            if (ChildrenAreItems(child))
            {
                TakeHead(child, node, section);
                TakeChildren(child, section);
            }
            else
            {
                Take(child, node, section);
            }
        }
    }

    // What stands above tasks is a heading, or a task itself: a sentence with its own clause.
    private void TakeHead(OutlineNode node, OutlineNode parent, int? section)
    {
        if (Own(node).Contains('。') && Found(node).Clauses.Any(clause => clause.HasParties))
        {
            _items.Add(new TaskItem(node.Label, node.Start, node.Own, section) { Parent = parent.Start });
        }
        else
        {
            SayOrphans(node);
            SayLeadIn(node);
        }
    }

    private void Take(OutlineNode node, OutlineNode parent, int? section) =>
        _items.Add(
            new TaskItem(node.Label, node.Start, new FlatRange(node.Own.Start, node.End), section)
            {
                Parent = parent.Start,
            }
        );

    // Several paragraphs with a clause each below one title: the paragraphs are the tasks.
    private bool IsHeadedSection(OutlineNode node) =>
        HeadedParagraphs(node)?.Skip(1).Count(paragraph => _finder.Find(paragraph).Any) > 1;

    // A chapter's title on a line of its own, and paragraphs without labels below it.
    private ImmutableArray<FlatRange>? HeadedParagraphs(OutlineNode node)
    {
        if (node.Children.Count > 0)
        {
            return null;
        }

        var paragraphs = Paragraphs.Of(context.Source, node.Own);
        var headed =
            paragraphs.Length > 1
            && context.Flat.AsSpan(paragraphs[0].Start, paragraphs[0].End - paragraphs[0].Start).IndexOfAny('。', ',')
                < 0;
        return headed && !_finder.Find(paragraphs[0]).Any ? paragraphs : null;
    }

    // Tasks without labels: every paragraph that carries a clause. What stands before the first is a preamble.
    private void TakeParagraphs(FlatRange range, int? section)
    {
        var taken = _items.Count;
        foreach (var paragraph in Paragraphs.Of(context.Source, range))
        {
            if (_finder.Find(paragraph).Clauses.Any(clause => clause.HasParties))
            {
                _items.Add(new TaskItem(null, paragraph.Start, paragraph, section) { Parent = range.Start });
            }
            else if (_items.Count > taken)
            {
                _remarks.Add(
                    new Remark(NoticeCode.UnparsedText, paragraph.Start, Excerpt.Of(context.Source, paragraph))
                );
            }
        }
    }

    private bool ChildrenAreItems(OutlineNode node)
    {
        var bearing = node.Children.Count(HasClause);
        if (bearing != 1)
        {
            return bearing > 0;
        }

        // One clause below: under a mere heading it is a task's, under a sentence it is that of the sentence's points.
        var underSentence = node.Label is not null && Own(node).Contains('。');
        return !underSentence && (node.Children.Count == 1 || _isItemKind[node.Children[0].Label!.Value.Kind]);
    }

    private ReadOnlySpan<char> Own(OutlineNode node) =>
        context.Flat.AsSpan(node.Own.Start, node.Own.End - node.Own.Start);

    private bool HasClause(OutlineNode node) => node.Subtree().Any(HasOwnClause);

    private bool HasOwnClause(OutlineNode node) =>
        Found(node).Clauses.Any(clause => clause.HasParties || clause.Style == ClauseStyle.Bracket);

    private FoundClauses Found(OutlineNode node)
    {
        if (!_found.TryGetValue(node, out var found))
        {
            _found[node] = found = _finder.Find(node.Own);
        }

        return found;
    }

    // A clause that stands outside every task: nobody knows what it is for.
    private void SayOrphans(OutlineNode node) =>
        _remarks.AddRange(
            Found(node)
                .Clauses.Where(clause => clause.HasParties && clause.Style != ClauseStyle.Prose)
                .Select(clause => new Remark(
                    NoticeCode.OrphanClause,
                    clause.Place.Start,
                    Excerpt.Of(context.Source, clause.Place)
                ))
        );

    // Sentences between a heading and its tasks are in no task.
    private void SayLeadIn(OutlineNode node)
    {
        var heading = Paragraphs.FirstLineEnd(context.Source, node.Own);
        var rest = new FlatRange(
            heading < node.Own.End && context.Flat[heading] == '。' ? heading + 1 : heading,
            node.Own.End
        );
        if (Own(node).Contains('。') && !rest.IsEmpty)
        {
            _remarks.Add(new Remark(NoticeCode.UnparsedText, rest.Start, Excerpt.Of(context.Source, rest)));
        }
    }

    // The heading runs on over wrapped lines unless a sentence follows it.
    private string Title(OutlineNode node)
    {
        var own = context.Flat.AsSpan(node.Own.Start, node.Own.End - node.Own.Start);
        var end = own.Contains('。') ? Paragraphs.FirstLineEnd(context.Source, node.Own) : node.Own.End;
        return context.Source.Printed(node.Own.Start, end).TrimEnd('。', ':', '：');
    }
}

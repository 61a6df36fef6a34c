using System.Collections.Immutable;
using IpStrategy.Domain.Approvals;

namespace IpStrategy.Web.Pages.WorkItems;

/// <summary>The answers of a step's form as they stand in the posted fields.</summary>
internal static class TypedAnswers
{
    /// <summary>Before the name of every answer, so that no field of a step meets the form's own.</summary>
    public const string Prefix = "answer.";

    public static Answers Of(Posted posted, ImmutableArray<FormField> fields)
    {
        var answers = ImmutableSortedDictionary<string, Answer>.Empty;
        foreach (var field in fields)
        {
            var values = posted.All(Prefix + field.Name);
            if (!values.IsEmpty)
            {
                answers = answers.Add(
                    field.Name,
                    field.Kind == FieldKind.Agencies ? new Answer.Texts(values) : new Answer.Text(values[0])
                );
            }
        }
        return new Answers(answers, posted.Text("opinion"));
    }
}

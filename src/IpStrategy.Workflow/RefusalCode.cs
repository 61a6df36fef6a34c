using System.Collections.Concurrent;
using System.Text;

namespace IpStrategy.Workflow;

internal static class RefusalCode
{
    private static readonly ConcurrentDictionary<Type, string> Codes = new();

    public static string Of(Type type) => Codes.GetOrAdd(type, static t => UpperSnake(t.Name));

    private static string UpperSnake(string name)
    {
        var code = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                code.Append('_');
            }
            code.Append(char.ToUpperInvariant(name[i]));
        }
        return code.ToString();
    }
}

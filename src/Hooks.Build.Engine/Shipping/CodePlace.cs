using System.Reflection.Metadata;
using Hooks.Build.Engine.Code;

namespace Hooks.Build.Engine.Shipping;

/// <summary>Members by the names that whoever wrote them gave them: the compiler puts lambdas, iterators and asynchronous methods elsewhere.</summary>
internal static class CodePlace
{
    /// <summary>The type and the member that the code of a method was written in.</summary>
    public static string Of(MetadataReader reader, MethodDefinitionHandle handle)
    {
        var method = reader.GetMethodDefinition(handle);
        var member = reader.GetString(method.Name);
        var type = method.GetDeclaringType();
        for (; !reader.GetTypeDefinition(type).GetDeclaringType().IsNil
            && IsMadeUp(reader.GetString(reader.GetTypeDefinition(type).Name)); type = reader.GetTypeDefinition(type).GetDeclaringType())
        {
            member = Written(member) is { Length: > 0 } ? member
                : Written(reader.GetString(reader.GetTypeDefinition(type).Name)) is { Length: > 0 } ? reader.GetString(reader.GetTypeDefinition(type).Name)
                : member;
        }

        return member switch
        {
            ".cctor" => $"a static field of {Of(reader, type)}",
            ".ctor" => $"the constructor of {Of(reader, type)}",
            _ => Of(reader, type) + "." + (Written(member) is { Length: > 0 } written ? written : member),
        };
    }

    /// <summary>The name of a type.</summary>
    public static string Of(MetadataReader reader, TypeDefinitionHandle type) => TypeName.Of(reader, reader.GetTypeDefinition(type));

    /// <summary>
    /// Whether the compiler made a name up: nobody can call what has it by that name. A type of one file is written, although its name is no C#.
    /// </summary>
    public static bool IsMadeUp(string name)
    {
        var end = name.LastIndexOf('>');
        return name.StartsWith('<') && !(end > 1 && end + 1 < name.Length && name[end + 1] == 'F');
    }

    // What stands in the brackets of a made up name: <Main>b__0, <<Main>b__0>d.
    private static string Written(string name)
    {
        var inner = name.TrimStart('<');
        return inner.Length == name.Length ? "" : inner[..Math.Max(0, inner.IndexOf('>', StringComparison.Ordinal))];
    }
}

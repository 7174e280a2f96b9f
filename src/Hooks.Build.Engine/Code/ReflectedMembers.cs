using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Code;

/// <summary>
/// What reflection tells of a type, as serializers ask for it: names and types of its fields and properties, and how its objects are made. Serializers also
/// call what they find: constructors and accessors. Of other members only their attributes are told, as everything else of them is nobody's business who does
/// not call them.
/// </summary>
/// <param name="metadata">The assembly.</param>
/// <param name="names">Names types, and reaches them.</param>
/// <param name="digest">Where it goes.</param>
internal sealed class ReflectedMembers(MetadataReader metadata, TokenNames names, CodeReader digest)
{
    /// <summary>Tells all of a type; nothing of one that the compiler made up, which is nobody's.</summary>
    public void Tell(TypeDefinition type)
    {
        if (IsMadeUp(metadata.GetString(type.Name)))
        {
            return;
        }

        foreach (var handle in type.GetFields())
        {
            Tell(metadata.GetFieldDefinition(handle));
        }

        foreach (var handle in type.GetProperties())
        {
            Tell(metadata.GetPropertyDefinition(handle));
        }

        foreach (var handle in type.GetMethods())
        {
            Tell(handle);
        }
    }

    private void Tell(FieldDefinition field)
    {
        var name = metadata.GetString(field.Name);
        if (IsMadeUp(name))
        {
            return;
        }

        if ((field.Attributes & FieldAttributes.Static) == 0)
        {
            digest.Add(string.Create(
                CultureInfo.InvariantCulture, $"{name} {field.DecodeSignature(names, null)} {(int)(field.Attributes & FieldAttributes.FieldAccessMask)}"));
        }

        digest.AddAttributes(name, field.GetCustomAttributes());
    }

    private void Tell(PropertyDefinition property)
    {
        var name = metadata.GetString(property.Name);
        if (IsMadeUp(name))
        {
            return;
        }

        var signature = property.DecodeSignature(names, null);
        if (signature.Header.IsInstance)
        {
            var accessors = property.GetAccessors();
            digest.Add($"{name} {signature.ReturnType} {Reach(accessors.Getter)} {Reach(accessors.Setter)}");
        }

        digest.AddAttributes(name, property.GetCustomAttributes());
    }

    private string Reach(MethodDefinitionHandle accessor)
    {
        if (accessor.IsNil)
        {
            return "";
        }

        digest.Reach(accessor);
        return AccessOf(metadata.GetMethodDefinition(accessor));
    }

    private void Tell(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var name = metadata.GetString(method.Name);
        if (IsMadeUp(name))
        {
            return;
        }

        var isConstructor = name == ".ctor";
        if (isConstructor)
        {
            digest.Add(AccessOf(method));
            digest.Reach(handle);
        }

        digest.AddAttributes(name, method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters())
        {
            Tell(metadata.GetParameter(parameter), isConstructor);
        }
    }

    private void Tell(Parameter parameter, bool isOfConstructor)
    {
        var name = metadata.GetString(parameter.Name);
        if (isOfConstructor)
        {
            digest.Add(name);
            if (!parameter.GetDefaultValue().IsNil)
            {
                digest.Add(Convert.ToHexString(metadata.GetBlobBytes(metadata.GetConstant(parameter.GetDefaultValue()).Value)));
            }
        }

        digest.AddAttributes(name, parameter.GetCustomAttributes());
    }

    private static string AccessOf(MethodDefinition method) =>
        ((int)(method.Attributes & MethodAttributes.MemberAccessMask)).ToString(CultureInfo.InvariantCulture);

    private static bool IsMadeUp(string name) => name.Contains('<', StringComparison.Ordinal);
}

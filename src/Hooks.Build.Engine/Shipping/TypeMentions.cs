using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Hooks.Build.Engine.Shipping;

/// <summary>The types that tokens and signatures mention, each told once for every place it stands at.</summary>
/// <param name="reader">The assembly.</param>
/// <param name="tell">Is told of a reference to a type or of the definition of one.</param>
internal sealed class TypeMentions(MetadataReader reader, Action<EntityHandle> tell) : ISignatureTypeProvider<object?, object?>
{
    /// <summary>
    /// Tells the types of a token; of a method or field of the assembly itself that of its declaration alone, since its signature changes together with it.
    /// </summary>
    public void Tell(EntityHandle token)
    {
        switch (token.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference:
                tell(token);
                break;
            case HandleKind.TypeSpecification:
                _ = reader.GetTypeSpecification((TypeSpecificationHandle)token).DecodeSignature(this, null);
                break;
            case HandleKind.MethodDefinition:
                tell(reader.GetMethodDefinition((MethodDefinitionHandle)token).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                tell(reader.GetFieldDefinition((FieldDefinitionHandle)token).GetDeclaringType());
                break;
            case HandleKind.MemberReference:
                Tell(reader.GetMemberReference((MemberReferenceHandle)token));
                break;
            case HandleKind.MethodSpecification:
                var instance = reader.GetMethodSpecification((MethodSpecificationHandle)token);
                Tell(instance.Method);
                _ = instance.DecodeSignature(this, null);
                break;
        }
    }

    /// <summary>Tells the types of a method's signature.</summary>
    public void Tell(MethodDefinition method) => method.DecodeSignature(this, null);

    private void Tell(MemberReference member)
    {
        Tell(member.Parent);
        _ = member.GetKind() == MemberReferenceKind.Method ? member.DecodeMethodSignature(this, null).ReturnType : member.DecodeFieldSignature(this, null);
    }

    public object? GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => Told(handle);

    public object? GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => Told(handle);

    public object? GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public object? GetArrayType(object? elementType, ArrayShape shape) => null;

    public object? GetByReferenceType(object? elementType) => null;

    public object? GetFunctionPointerType(MethodSignature<object?> signature) => null;

    public object? GetGenericInstantiation(object? genericType, ImmutableArray<object?> typeArguments) => null;

    public object? GetGenericMethodParameter(object? genericContext, int index) => null;

    public object? GetGenericTypeParameter(object? genericContext, int index) => null;

    public object? GetModifiedType(object? modifier, object? unmodifiedType, bool isRequired) => null;

    public object? GetPinnedType(object? elementType) => null;

    public object? GetPointerType(object? elementType) => null;

    public object? GetPrimitiveType(PrimitiveTypeCode typeCode) => null;

    public object? GetSZArrayType(object? elementType) => null;

    private object? Told(EntityHandle type)
    {
        tell(type);
        return null;
    }
}
